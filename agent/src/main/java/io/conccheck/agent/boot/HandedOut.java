package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * References that are handed out through atomics without an edge: stored by a mode that releases
 * nothing, or read by one that acquires nothing. Neither races; yet what a constructor wrote is
 * ordered for whoever reads it through a final field of what he got so (JLS 17.5). Never throws.
 */
public final class HandedOut {

  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  private static volatile boolean any; // was ever stored so: in most programs nothing was

  private HandedOut() {}

  /**
   * A reference is about to be stored by a mode that releases nothing.
   *
   * @param index the element, 0 if there is but one
   */
  @DontInline
  public static void stored(Object atomic, int index) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        SyncVar v = (SyncVar) VARS.get(atomic, index);
        if (v == null) {
          v = (SyncVar) VARS.putIfAbsent(atomic, index, new SyncVar());
        }
        v.add(ts.release());
        any = true;
      } finally {
        ts.leave();
      }
    }
  }

  /** A reference was read by a mode that acquires: what was stored without order may be there. */
  public static void read(Object atomic, int index, Object value) {
    if (any && value != null) {
      borrow((SyncVar) VARS.get(atomic, index), atomic, value);
    }
  }

  /**
   * A reference was read by a mode that acquires nothing.
   *
   * @param released what the atomic would have ordered for one that acquires, or null
   */
  @DontInline
  public static void readUnordered(Object atomic, int index, Object value, SyncVar released) {
    if (Sync.enabled && value != null) {
      borrow(released, atomic, value);
      read(atomic, index, value);
    }
  }

  private static boolean knows(ThreadState ts, Clock c) {
    boolean all = c.tid == 0 || ts.known(c.tid) >= c.time;
    for (int u = 1; all && u < c.base.length; u++) {
      all = ts.known(u) >= c.base[u];
    }
    return all;
  }

  private static void borrow(SyncVar v, Object atomic, Object value) {
    Clock c = v == null ? null : v.clock();
    ThreadState ts = c == null ? null : Threads.current();
    if (ts != null && !ts.busy && !knows(ts, c)) {
      ts.enter();
      try {
        Borrowed.add(ts, c, atomic, value);
      } finally {
        ts.leave();
      }
    }
  }
}
