package io.conccheck.agent.boot;

/**
 * The last starts of platform threads, with how many there were in all. For any thread; writers
 * take a lock, which costs nothing beside a thread's start.
 */
public final class Starts {

  /** How many are kept. */
  public static final int KEPT = 128;

  private static final Start[] RING = new Start[KEPT];
  private static long count;

  private Starts() {}

  static void add(Throwable stack, ThreadInfo starter) {
    Pin.on();
    try {
      keep(stack, starter);
    } finally {
      Pin.off();
    }
  }

  private static synchronized void keep(Throwable stack, ThreadInfo starter) {
    RING[(int) (count++ % KEPT)] = new Start(stack, starter);
  }

  /** How many threads were started so far. */
  public static synchronized long count() {
    return count;
  }

  /** The last starts, the oldest first; fewer than {@link #KEPT} if there were no more. */
  public static synchronized Start[] last() {
    int n = (int) Math.min(count, KEPT);
    Start[] last = new Start[n];
    for (int i = 0; i < n; i++) {
      last[i] = RING[(int) ((count - n + i) % KEPT)];
    }
    return last;
  }

  /** One start. */
  public static final class Start {

    /** Where it was. */
    public final Throwable stack;

    /** By whom. */
    public final ThreadInfo starter;

    /** {@code System.nanoTime} of it. */
    public final long nanos = System.nanoTime();

    Start(Throwable stack, ThreadInfo starter) {
      this.stack = stack;
      this.starter = starter;
    }
  }
}
