package io.conccheck.agent.boot;

/** The agent's own failures in woven code: swallowed, counted, the first one kept. */
public final class Failures {

  private static volatile Throwable first;
  private static volatile int count; // may miss a few under contention: a count, not a ledger

  private Failures() {}

  public static void count(Throwable t) {
    if (first == null) {
      first = t;
    }
    count = count + 1;
  }

  /** The first failure, or null. */
  public static Throwable first() {
    return first;
  }

  public static int count() {
    return count;
  }
}
