package io.conccheck.agent.boot;

/**
 * Who finds a class under which lock of class loading. Of a search that fails the agent hears only
 * after the lock is free: whoever searches next waits a moment until it has. Never throws.
 */
public final class Finders {

  /** A search may let the lock go and wait for it: then nobody is told of, and time runs out. */
  private static final long PATIENCE_NANOS = 20_000_000;

  private static final WeakIdentityMap BY_LOCK = new WeakIdentityMap(); // to the thread's state

  private Finders() {}

  /** The thread holds the lock and is about to search. */
  public static void begin(Object lock) {
    ThreadState ts = Sync.enabled && lock != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      await(lock, ts);
      BY_LOCK.put(lock, ts);
    } finally {
      ts.busy = false;
      Pin.off();
    }
    Locks.passing(lock);
  }

  private static void await(Object lock, ThreadState ts) {
    long start = System.nanoTime();
    for (Object before = BY_LOCK.get(lock);
        before != null && before != ts && System.nanoTime() - start < PATIENCE_NANOS;
        before = BY_LOCK.get(lock)) {
      Thread.yield();
    }
  }

  /** The search is over. */
  public static void end(Object lock) {
    ThreadState ts = Sync.enabled && lock != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return;
    }
    Locks.passing(lock);
    ts.enter();
    try {
      if (BY_LOCK.get(lock) == ts) {
        BY_LOCK.remove(lock);
      }
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
