package io.conccheck.agent.boot;

import java.util.concurrent.TimeUnit;

/**
 * What threads wait for without limit, besides locks: the records by which the watchdog tells who
 * waits for whom, virtual threads included. A model calls {@link #begin} before its method may
 * block and {@link #end} when it is over, also when it throws. A wait inside a wait (a latch parks)
 * is part of the outer one.
 */
public final class Waits {

  public static final int CONDITION = 1;
  public static final int JOIN = 2;
  public static final int FUTURE = 3;
  public static final int LATCH = 4;
  public static final int BARRIER = 5;
  public static final int QUEUE = 6;
  public static final int EXCHANGER = 7;
  public static final int SEMAPHORE = 8;
  public static final int LOCK = 9;
  public static final int OTHER = 10;

  /** For the end of a pool; always timed. */
  public static final int POOL = 11;

  /** False while nobody watches. */
  public static volatile boolean enabled;

  private Waits() {}

  /**
   * The thread is about to wait.
   *
   * @param on the monitor, condition, thread, future, latch, barrier, queue ...
   * @param kind one of the constants here
   * @param timed true if the wait ends by itself
   */
  public static void begin(Object on, int kind, boolean timed) {
    if (enabled) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        ts.wait.begin(on, kind, timed);
      }
    }
  }

  /**
   * The thread is about to wait so long at most. A limit of a day or more is how programs write
   * that there is none.
   */
  public static void begin(Object on, int kind, long limit, TimeUnit unit) {
    if (enabled) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        ts.wait.begin(on, kind, true);
        if (unit != null && unit.toDays(limit) > 0) {
          ts.wait.hasNoRealLimit();
        }
      }
    }
  }

  /** The wait is over, however it ended. */
  public static void end() {
    if (enabled) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        ts.wait.end();
      }
    }
  }
}
