package io.conccheck.agent.boot;

/** The agent's own failures in woven code: swallowed, counted, the first one kept. */
public final class Failures {

  private static volatile Throwable first;
  private static volatile int count; // may miss a few under contention: a count, not a ledger

  private static volatile int unwoven;

  private Failures() {}

  public static void count(Throwable t) {
    if (first == null) {
      first = t;
    }
    count = count + 1;
  }

  /** An accessor was missing: the class of a field turned out not to be woven. */
  public static void unwoven(Throwable t) {
    unwoven = unwoven + 1;
  }

  /** How many accesses went unchecked because the field's class is not woven. */
  public static int unwoven() {
    return unwoven;
  }

  /** The first failure, or null. */
  public static Throwable first() {
    return first;
  }

  public static int count() {
    return count;
  }
}
