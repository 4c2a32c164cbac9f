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

  /**
   * How a thread that takes so many permits at once holds the semaphore, in terms of {@link Locks}.
   */
  public static int mode(Object semaphore, int permits) {
    int all = begun(semaphore);
    return all > 1 && permits < all ? Locks.PERMIT : Locks.SEMAPHORE;
  }

  /** The running thread, which holds some permits, holds so many more. */
  public static void more(Object semaphore, int permits) {
    HeldLocks held = Threads.current().held;
    held.depth(semaphore, Locks.PERMIT, held.depth(semaphore, Locks.PERMIT) + permits);
  }

  /** The running thread lets go so many of the permits it holds; tells how many it did not hold. */
  public static int less(Object semaphore, int permits) {
    HeldLocks held = Threads.current().held;
    int had = held.depth(semaphore, Locks.PERMIT);
    if (permits < had) {
      held.depth(semaphore, Locks.PERMIT, had - permits);
      return 0;
    }
    if (had > 0) {
      held.depth(semaphore, Locks.PERMIT, 1);
      Locks.releasing(semaphore, Locks.PERMIT, 0);
    }
    return permits - had;
  }

  /** True if it proved to be no lock. */
  public static boolean isSignal(Object semaphore) {
    return SIGNALS.get(semaphore) != null;
  }
}
