package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.ref.WeakReference;

/**
 * References that are handed out through atomics without an edge: stored by a mode that releases
 * nothing, or read by one that acquires nothing. Neither races; yet what a constructor wrote is
 * ordered for whoever reads it through a final field of what he got so (JLS 17.5). Never throws.
 */
public final class HandedOut {

  /** By variable and element, but for volatile fields, which keep theirs ({@link VolatileVar}). */
  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  private static volatile boolean any; // was ever stored so: in most programs nothing was

  /**
   * What was handed out through one variable. The clock is that of all who did so, for which of two
   * that store at the same time is the last one nobody can tell.
   */
  static final class Given extends SyncVar {

    private static final int MOST = 32;

    private WeakReference<?>[] values; // guarded by this; null unless values are asked for
    private int next; // guarded by this

    private void keep(Object value) {
      Pin.on();
      try {
        keepOne(value);
      } finally {
        Pin.off();
      }
    }

    private synchronized void keepOne(Object value) {
      if (values == null) {
        values = new WeakReference<?>[1]; // mostly one that is stored once
      } else if (next == 0 && values.length < MOST) {
        WeakReference<?>[] more = new WeakReference<?>[values.length * 2];
        System.arraycopy(values, 0, more, 0, values.length);
        next = values.length;
        values = more;
      }
      values[next] = new WeakReference<>(value);
      next = next + 1 & values.length - 1;
    }

    /** The objects handed out last; null where there is none. */
    Object[] values() {
      Pin.on();
      try {
        return copy();
      } finally {
        Pin.off();
      }
    }

    private synchronized Object[] copy() {
      Object[] found = new Object[values == null ? 0 : values.length];
      for (int i = 0; i < found.length; i++) {
        found[i] = values[i] == null ? null : values[i].get();
      }
      return found;
    }
  }

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
      stored(atomic, index, ts);
    }
  }

  /** The same for the running thread. */
  static void stored(Object variable, int index, ThreadState ts) {
    ts.enter();
    try {
      Given g = (Given) VARS.get(variable, index);
      if (g == null) {
        g = (Given) VARS.putIfAbsent(variable, index, new Given());
      }
      stored(g, ts);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** The same for an element of an array. */
  static void stored(VolatileVar element, ThreadState ts) {
    ts.enter();
    try {
      stored(element.makeGiven(), ts);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** The same for a volatile field, and what is stored: who reads it may not know it. */
  static void stored(VolatileVar field, Object value, ThreadState ts) {
    ts.enter();
    try {
      Given g = field.makeGiven();
      g.keep(value);
      stored(g, ts);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  private static void stored(Given g, ThreadState ts) {
    g.release(ts);
    if (!any) {
      any = true;
    }
  }

  /** True if anything was ever handed out so. */
  static boolean any() {
    return any;
  }

  /** A volatile field was read by an instruction: what was stored without order may be there. */
  @DontInline
  static void read(Given g, ThreadState ts) {
    Clock c = g.clock();
    if (c != null && !c.isKnownTo(ts)) {
      ts.enter();
      try {
        Borrowed.add(ts, c, null, g);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** A reference was read by a mode that acquires: what was stored without order may be there. */
  public static void read(Object atomic, int index, Object value) {
    if (any && value != null && !Leaves.contain(value)) {
      borrow((Given) VARS.get(atomic, index), atomic, value);
    }
  }

  /**
   * A reference was read by a mode that acquires nothing.
   *
   * @param released what the atomic would have ordered for one that acquires, or null
   */
  @DontInline
  public static void readUnordered(Object atomic, int index, Object value, SyncVar released) {
    if (Sync.enabled && value != null && !Leaves.contain(value)) {
      borrow(released, atomic, value);
      read(atomic, index, value);
    }
  }

  /**
   * The same of a volatile field or an element of an array, for a value that is no leaf.
   *
   * @param ordered what was released there is known already
   */
  static void read(VolatileVar from, Object owner, Object value, boolean ordered) {
    if (!ordered) {
      borrow(from, owner, value);
    }
    borrow(from.given(), owner, value);
  }

  private static void borrow(SyncVar v, Object atomic, Object value) {
    Clock c = v == null ? null : v.clock();
    ThreadState ts = c == null ? null : Threads.current();
    if (ts != null && !ts.busy && !c.isKnownTo(ts)) {
      ts.enter();
      try {
        Borrowed.add(ts, c, atomic, value);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }
}
