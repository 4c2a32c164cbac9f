package io.conccheck.agent.boot;

/**
 * What a thread does with the permits of semaphores, told to the watchers of locks and of
 * resources. To detectors of lock order a permit is a lock, unless the semaphore began without
 * permits or other threads than the takers give back. Called on that thread.
 */
public final class PermitUse {

  /** A thread that holds more is not locking but counting. */
  private static final int MOST_HELD = 64;

  private PermitUse() {}

  /** Null if nobody wants to hear of it. */
  private static PermitInfo watched(Object semaphore, int permits, ThreadState ts) {
    if (LockEvents.sink == null || permits <= 0 || ts.busy) {
      return null;
    }
    PermitInfo p = Permits.of(semaphore, ts);
    if (!p.isSignal()) {
      return p;
    }
    if (ts.held.size() > 0) { // from before that was known
      ts.held.drop(semaphore, Locks.PERMIT);
      ts.held.drop(semaphore, Locks.SEMAPHORE);
    }
    return null;
  }

  /** The thread is about to wait for so many, without limit. */
  public static void asking(Object semaphore, int permits) {
    Waits.begin(semaphore, Waits.SEMAPHORE, false);
    ThreadState ts = Threads.current();
    PermitInfo p = watched(semaphore, permits, ts);
    if (p != null) {
      ask(semaphore, permits, p, ts);
      if (ts.held.size() > 0) {
        Locks.asking(semaphore, p.mode(permits), 0);
      }
    }
  }

  /** The thread is about to wait for so many, with a limit. */
  public static void trying(Object semaphore, int permits) {
    ThreadState ts = Threads.current();
    PermitInfo p = watched(semaphore, permits, ts);
    if (p != null) {
      ask(semaphore, permits, p, ts);
    }
  }

  private static void ask(Object semaphore, int permits, PermitInfo p, ThreadState ts) {
    if (!p.isLock()) {
      ResourceEvents.ask(semaphore, permits, p, ts);
    }
  }

  /** The wait that {@link #asking} told of is over. */
  public static void over(Object semaphore, int permits, boolean got) {
    if (got) {
      got(semaphore, permits);
    } else {
      Locks.gaveUp(semaphore, Permits.of(semaphore).mode(permits));
    }
    Waits.end();
  }

  /** The thread has got so many. */
  public static void got(Object semaphore, int permits) {
    Sync.acquire(semaphore);
    ThreadState ts = Threads.current();
    if (Order.enabled && !ts.busy && Permits.of(semaphore, ts).begun == 0) {
      Signals.taken(semaphore, ts);
    }
    PermitInfo p = watched(semaphore, permits, ts);
    if (p != null) {
      hold(semaphore, permits, p, ts);
      if (!p.isLock()) {
        ResourceEvents.take(semaphore, permits, p, ts);
      }
    }
  }

  private static void hold(Object semaphore, int permits, PermitInfo p, ThreadState ts) {
    if (ts.held.size() < MOST_HELD) {
      int mode = p.mode(permits);
      Locks.acquired(semaphore, mode, 0);
      if (mode == Locks.PERMIT && permits > 1) {
        ts.held.depth(semaphore, mode, ts.held.depth(semaphore, mode) + permits - 1);
      }
    }
  }

  /** The thread is about to give back so many; those of what began without order what follows. */
  public static void giving(Object semaphore, int permits) {
    if (permits <= 0) {
      return;
    }
    Sync.release(semaphore);
    ThreadState ts = Threads.current();
    if (Order.enabled && !ts.busy && Permits.of(semaphore, ts).begun == 0) {
      Signals.giving(semaphore, permits, ts);
    }
    PermitInfo p = watched(semaphore, permits, ts);
    if (p != null) {
      if (!p.isLock()) {
        ResourceEvents.give(semaphore, permits, p, ts);
      }
      if (permits > 1 || !ts.held.popLast(semaphore, p.mode(1))) {
        giveBack(semaphore, permits, p, ts);
      }
    }
  }

  private static void giveBack(Object semaphore, int permits, PermitInfo p, ThreadState ts) {
    int left = permits;
    if (ts.held.holds(semaphore, Locks.SEMAPHORE)) {
      Locks.releasing(semaphore, Locks.SEMAPHORE, 0);
      left = 0;
      if (permits < p.begun) {
        hold(semaphore, p.begun - permits, p, ts); // it had all of them
      }
    }
    if (left > 0 && less(semaphore, left, ts) > 0) {
      p.becomesSignal();
      Locks.releasing(semaphore, Locks.SEMAPHORE, 0); // tells that it was not held
    }
  }

  /** Lets go so many of the permits the thread holds; tells how many it did not hold. */
  private static int less(Object semaphore, int permits, ThreadState ts) {
    int had = ts.held.depth(semaphore, Locks.PERMIT);
    if (permits < had) {
      ts.held.depth(semaphore, Locks.PERMIT, had - permits);
      return 0;
    }
    if (had > 0) {
      ts.held.depth(semaphore, Locks.PERMIT, 1);
      Locks.releasing(semaphore, Locks.PERMIT, 0);
    }
    return permits - had;
  }
}
