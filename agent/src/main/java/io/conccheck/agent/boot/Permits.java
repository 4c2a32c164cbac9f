package io.conccheck.agent.boot;

/** What is known of semaphores: how many permits they began with, and whether they are locks. */
public final class Permits {

  /** Semaphores that are no locks: begun without permits, or given back by others. */
  private static final WeakIdentityMap SIGNALS = new WeakIdentityMap();

  private static final WeakIdentityMap BEGUN = new WeakIdentityMap();

  private Permits() {}

  /** The semaphore was made with that many permits. */
  public static void made(Object semaphore, int permits) {
    BEGUN.put(semaphore, permits);
    if (permits <= 0) {
      signal(semaphore);
    }
  }

  /** The permits the semaphore began with; -1 if that was not seen. */
  public static int begun(Object semaphore) {
    Object n = BEGUN.get(semaphore);
    return n == null ? -1 : (Integer) n;
  }

  /** The semaphore passes signs between threads. */
  public static void signal(Object semaphore) {
    SIGNALS.put(semaphore, Boolean.TRUE);
  }

  /**
   * The running thread gives permits; those of a semaphore that began without order what follows.
   */
  public static void giving(Object semaphore, int permits) {
    ThreadState ts = Order.enabled && begun(semaphore) == 0 ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      Signals.giving(semaphore, permits, ts);
    }
  }

  /** The running thread has taken a permit or more. */
  public static void taken(Object semaphore) {
    ThreadState ts = Order.enabled && begun(semaphore) == 0 ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      Signals.taken(semaphore, ts);
    }
  }

  /** True if it proved to be no lock. */
  public static boolean isSignal(Object semaphore) {
    return SIGNALS.get(semaphore) != null;
  }
}
