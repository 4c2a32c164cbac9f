package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Order that only today's implementation of the JDK gives and nothing promises: a count that was
 * read, an element that was not there. It goes from thread to thread beside the clocks, along edges
 * of both kinds, and is asked only when a race is about to be reported: one ordered so is a note.
 */
public final class Weak {

  /** Bounds what one object can leave behind. */
  private static final int PARTS = 0x3ff;

  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  /** Kinds of synchronisers whose state a program may ask for. */
  public static final int LOCKS = 1;

  public static final int OTHERS = 2;

  /** The kinds for whose state some woven code asks. */
  private static volatile int asked;

  private Weak() {}

  /** From now on the object gives no such order: what it is used for has edges of its own. */
  public static void silence(Object key) {
    if (key != null) {
      VARS.putIfAbsent(key, 0, SyncVar.SILENT);
    }
  }

  /** True if {@link #silence} was called for the object. */
  public static boolean isSilent(Object key) {
    return VARS.get(key, 0) == SyncVar.SILENT;
  }

  /** Woven code asks for the state of such synchronisers: from now on their users leave word. */
  public static synchronized void ask(int kind) {
    asked |= kind;
  }

  /** Like {@link #release(Object)}, for what nobody looks at in most programs. */
  public static void leave(Object key, int kind) {
    if ((asked & kind) != 0) {
      release(key);
    }
  }

  /** Looks at a lock in a way that promises nothing of what was done before it changed. */
  @DontInline
  public static void lookAtLock(Object lock) {
    ThreadState ts = Sync.enabled && lock != null ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      learn((SyncVar) VARS.get(lock, 0), ts);
      LockVar v = LockVar.known(lock);
      if (v != null) {
        ts.acquireWeakly(v.clock());
        ts.acquireWeakly(v.readersClock());
      }
    }
  }

  /** Everything this thread has done is, as things are today, before what acquires {@code key}. */
  public static void release(Object key) {
    release(key, 0);
  }

  /** Like {@link #release(Object)} for a part of the object, which goes by a number. */
  public static void release(Object key, int part) {
    ThreadState ts = Sync.enabled && key != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      int salt = part & PARTS;
      SyncVar v = (SyncVar) VARS.get(key, salt);
      if (v == null) {
        v = (SyncVar) VARS.putIfAbsent(key, salt, new SyncVar());
      }
      if (v != SyncVar.SILENT) {
        v.release(ts);
      }
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** The other end of {@link #release}. */
  public static void acquire(Object key) {
    acquire(key, 0);
  }

  /** The other end of {@link #release(Object, int)}. */
  public static void acquire(Object key, int part) {
    ThreadState ts = Sync.enabled && key != null ? Threads.current() : null;
    if (ts != null && !ts.busy && !ts.knowsAll()) {
      learn((SyncVar) VARS.get(key, part & PARTS), ts);
    }
  }

  /** Looks at a synchroniser in a way that promises nothing of what was released there. */
  @DontInline
  public static void look(Object key) {
    ThreadState ts = Sync.enabled && key != null ? Threads.current() : null;
    if (ts != null && !ts.busy && !ts.knowsAll()) {
      learn(Sync.known(key), ts);
    }
  }

  private static void learn(SyncVar v, ThreadState ts) {
    if (v != null) {
      ts.acquireWeakly(v.clock());
    }
  }
}
