package io.conccheck.agent.boot;

/**
 * The agent's own failures in woven code: swallowed, counted, the first one kept. Any thread may
 * call it; the class's monitor guards every change, and reads see the last one.
 */
public final class Failures {

  private static volatile Throwable first;
  private static volatile int count;
  private static volatile int unwoven;

  private Failures() {}

  /** A hook has failed. Never throws, however little stack or memory is left. */
  public static void count(Throwable t) {
    LostOrder.recently = true;
    try {
      pinned(t);
    } catch (VirtualMachineError e) {
      first = first == null ? t : first; // that there was one is told; not how many
      count = count == 0 ? 1 : count;
    }
  }

  private static void pinned(Throwable t) {
    Pin.on();
    try {
      keep(t);
    } finally {
      Pin.off();
    }
  }

  /** Like {@link #count} where the thread cannot be pinned. */
  static synchronized void keep(Throwable t) {
    if (first == null) {
      first = t;
    }
    count++;
  }

  /** An accessor was missing: the class of a field turned out not to be woven. */
  public static void unwoven(Throwable t) {
    Pin.on();
    try {
      addUnwoven();
    } finally {
      Pin.off();
    }
  }

  private static synchronized void addUnwoven() {
    unwoven++;
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
