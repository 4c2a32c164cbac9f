package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/** What was released through one lock, by those who held it alone and, apart, by its readers. */
public final class LockVar extends SyncVar {

  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  private final boolean quiet;
  private volatile SyncVar readers; // null until there are some; made under this

  /** Stands for a lock that is held, and taken for what it may block, but orders nothing. */
  static final LockVar NONE = new LockVar(true);

  private LockVar(boolean quiet) {
    this.quiet = quiet;
  }

  /** What its readers have released is added to. */
  void addReaders(Clock c) {
    SyncVar v = readers;
    (v != null ? v : makeReaders()).add(c);
  }

  /** What its readers have released so far, or null. */
  Clock readersClock() {
    SyncVar v = readers;
    return v == null ? null : v.clock();
  }

  private SyncVar makeReaders() {
    Pin.on();
    try {
      synchronized (this) {
        if (readers == null) {
          readers = new SyncVar();
        }
        return readers;
      }
    } finally {
      Pin.off();
    }
  }

  /** What was released through that lock, or null if it was never taken. */
  static LockVar known(Object lock) {
    return (LockVar) VARS.get(lock);
  }

  static LockVar of(Object lock) {
    LockVar v = (LockVar) VARS.get(lock);
    return v != null ? v : (LockVar) VARS.putIfAbsent(lock, new LockVar(false));
  }

  /** Like {@link #of(Object)}; remembers the last few for that thread, the running one. */
  static LockVar of(Object lock, ThreadState ts) {
    for (WeakIdentityMap.Entry e : ts.near.last) {
      if (e != null && e.refersTo(lock)) {
        return (LockVar) e.value;
      }
    }
    return find(lock, ts);
  }

  /**
   * The thread is about to take the monitor of that object, whose identity hash is found faster
   * before: asked for while the monitor is held it takes a call, the first time even a monitor of
   * the JVM's own for good.
   */
  @DontInline
  static void foresee(Object lock, ThreadState ts) {
    for (WeakIdentityMap.Entry e : ts.near.last) {
      if (e != null && e.refersTo(lock)) {
        return;
      }
    }
    ts.enter();
    try {
      find(lock, ts);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  @DontInline
  private static LockVar find(Object lock, ThreadState ts) {
    int hash = WeakIdentityMap.hash(lock);
    WeakIdentityMap.Entry e = ts.near.locks.find(VARS, lock, hash);
    if (e == null) {
      e = ts.near.locks.add(VARS, lock, hash, new LockVar(false));
    }
    ts.near.last[ts.near.next++ & ts.near.last.length - 1] = e;
    return (LockVar) e.value;
  }

  /**
   * True if the lock is one of those by which the JDK keeps its own house: who touches a lock first
   * owns it for good. Call on a busy thread, below a method of {@code java.util.concurrent.locks}.
   */
  static boolean quiet(Object lock, ThreadState ts, int site) {
    WeakIdentityMap.Entry e = ts.near.asked[site & Near.All.PLACES - 1];
    return e != null && e.refersTo(lock) ? ((LockVar) e.value).quiet : findQuiet(lock, ts, site);
  }

  @DontInline
  private static boolean findQuiet(Object lock, ThreadState ts, int site) {
    WeakIdentityMap.Entry e = ts.near.locks.find(VARS, lock, WeakIdentityMap.hash(lock));
    if (e == null) {
      e = VARS.findOrAdd(lock, new LockVar(Callers.areJdk()));
    }
    ts.near.asked[site & Near.All.PLACES - 1] = e;
    return ((LockVar) e.value).quiet;
  }
}
