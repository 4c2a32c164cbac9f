package io.conccheck.agent.boot;

/**
 * What was found so far, in words, for a test library that runs in the same JVM: it reaches the
 * boot classes by name, the agent's others not at all. For use by any thread.
 */
public final class Found {

  /** So many are kept. */
  private static final int MOST = 10_000;

  private static String[] found = new String[16]; // guarded by Found.class
  private static int count; // guarded by Found.class
  private static int pending; // guarded by Found.class

  private Found() {}

  /** Takes a finding that was told for the first time. */
  public static synchronized void add(String ruleId, String message) {
    if (count < MOST) {
      if (count == found.length) {
        String[] more = new String[count * 2];
        System.arraycopy(found, 0, more, 0, count);
        found = more;
      }
      found[count++] = ruleId + ": " + message;
    }
  }

  /** A finding is on its way to the writer. */
  public static void coming() {
    Pin.on();
    try {
      count(1);
    } finally {
      Pin.off();
    }
  }

  private static synchronized void count(int more) {
    pending += more;
  }

  /** The writer is through with it, whether it was told or not. */
  public static synchronized void through() {
    pending--;
    Found.class.notifyAll();
  }

  /**
   * Like {@link #all}, but waits until all that is on its way now has arrived.
   *
   * @param millis how long at most, 1 or more
   */
  public static synchronized String[] settled(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; pending > 0 && left > 0; ) {
      Found.class.wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return all();
  }

  /** All findings in the order in which they were made: rule id, colon, blank, message. */
  public static synchronized String[] all() {
    String[] all = new String[count];
    System.arraycopy(found, 0, all, 0, count);
    return all;
  }
}
