package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/** What is known of semaphores: how many permits they began with, and whether they are locks. */
public final class Permits {

  private static final WeakIdentityMap ALL = new WeakIdentityMap();

  /** What is known of one semaphore. Any thread may set that it is a signal, for good. */
  private static final class Known {
    final int begun; // -1 if that was not seen
    volatile boolean signal; // no lock: begun without permits, or given back by others

    Known(int begun) {
      this.begun = begun;
      this.signal = begun == 0;
    }
  }

  private Permits() {}

  /** The semaphore was made with that many permits. */
  public static void made(Object semaphore, int permits) {
    ALL.put(semaphore, new Known(Math.max(permits, 0)));
    ResourceEvents.several |= permits > 1;
  }

  private static Known known(Object semaphore) {
    ThreadState ts = Threads.current();
    WeakIdentityMap.Entry e = ts.semaphore;
    if (e == null || !e.refersTo(semaphore)) {
      e = ts.semaphoreToo;
      if (e == null || !e.refersTo(semaphore)) {
        return find(semaphore, ts);
      }
    }
    return (Known) e.value;
  }

  @DontInline
  private static Known find(Object semaphore, ThreadState ts) {
    WeakIdentityMap.Entry e = ALL.find(semaphore);
    if (e == null) {
      e = ALL.findOrAdd(semaphore, new Known(-1));
    }
    ts.semaphoreToo = ts.semaphore;
    ts.semaphore = e;
    return (Known) e.value;
  }

  /**
   * True if it is one lock and nothing else: it has one permit, no thread has given back what it
   * did not have, and there is nothing of which the program has more than one.
   */
  public static boolean isLock(Object semaphore) {
    Known k = known(semaphore);
    return k.begun == 1 && !k.signal && !ResourceEvents.several;
  }

  /** The permits the semaphore began with; -1 if that was not seen. */
  public static int begun(Object semaphore) {
    return known(semaphore).begun;
  }

  /** The semaphore passes signs between threads. */
  public static void signal(Object semaphore) {
    known(semaphore).signal = true;
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
    return known(semaphore).signal;
  }
}
