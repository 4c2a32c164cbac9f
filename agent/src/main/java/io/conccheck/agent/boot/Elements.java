package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Edges through single elements of collections: what a thread did before it put an element in is
 * before what another does after it has met that element there. An element goes by its identity
 * within its collection; two that fall together hide an order that is missing, and invent none.
 */
public final class Elements {

  /** Bounds what an element that never dies, such as a constant, can leave behind. */
  private static final int SALT_BITS = 0xffff;

  private static final WeakIdentityMap QUIET = new WeakIdentityMap();
  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  private Elements() {}

  /** True if the map is one by which the JDK links classes: what it orders is no promise. */
  @DontInline
  public static boolean quiet(Object map) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    return ts == null || ts.busy || links(map, ts);
  }

  /** Like {@link #quiet}, also while nothing is ordered; the thread is not busy. */
  static boolean links(Object map, ThreadState ts) {
    Object known = QUIET.get(map);
    if (known == null) {
      ts.enter();
      try {
        known = QUIET.putIfAbsent(map, Callers.link());
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
    return known == Boolean.TRUE;
  }

  /** The thread is about to put the element in, under a number that stands for the collection. */
  @DontInline
  public static void put(int collection, Object element) {
    ThreadState ts = Sync.enabled && element != null ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        of(collection, element, ts).release(ts);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  static SyncVar of(int collection, Object element) {
    return of(collection, element, Threads.current());
  }

  private static SyncVar of(int collection, Object element, ThreadState ts) {
    int hash = WeakIdentityMap.hash(element, collection & SALT_BITS);
    WeakIdentityMap.Entry e = ts.near.elements.find(VARS, element, hash);
    if (e == null) {
      SyncVar made = element.getClass().isArray() ? new VolatileVar() : new SyncVar();
      e = ts.near.elements.add(VARS, element, hash, made);
    }
    return (SyncVar) e.value;
  }

  /** What stands for an element of that array, which may be handed out without an edge too. */
  static VolatileVar ofArray(int index, Object array, ThreadState ts) {
    return (VolatileVar) of(index, array, ts);
  }

  /** The same if there is one already, otherwise null. */
  static VolatileVar knownArray(int index, Object array, ThreadState ts) {
    int hash = WeakIdentityMap.hash(array, index & SALT_BITS);
    WeakIdentityMap.Entry e = ts.near.elements.find(VARS, array, hash);
    return e == null ? null : (VolatileVar) e.value;
  }

  /** What was put there so far; null if nothing was. */
  public static SyncVar known(int collection, Object element) {
    return element == null ? null : (SyncVar) VARS.get(element, collection & SALT_BITS);
  }

  /** Like {@link #put(int, Object)} before something that may fail; null if nobody listens. */
  public static SyncVar.Tentative putTentatively(int collection, Object element) {
    ThreadState ts = Sync.enabled && element != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return null;
    }
    ts.enter();
    try {
      return of(collection, element, ts).releaseTentatively(ts);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** The thread has met the element. */
  @DontInline
  public static void met(int collection, Object element) {
    ThreadState ts = Sync.enabled && element != null ? Threads.current() : null;
    if (ts != null && !ts.busy && !ts.knowsAll()) {
      int hash = WeakIdentityMap.hash(element, collection & SALT_BITS);
      WeakIdentityMap.Entry e = ts.near.elements.find(VARS, element, hash);
      if (e != null) {
        ((SyncVar) e.value).acquire(ts);
      }
    }
  }

  /** True if the thread knows whatever meeting an element could teach it. */
  public static boolean knowsAll() {
    return RaceEvents.sampling && Threads.current().knowsAll();
  }

  /** Like {@link #put(int, Object)} for a collection that goes by its identity. */
  public static void put(Object collection, Object element) {
    if (Sync.enabled && element != null) {
      put(System.identityHashCode(collection), element);
    }
  }

  /** Like {@link #met(int, Object)} for a collection that goes by its identity. */
  public static void met(Object collection, Object element) {
    if (Sync.enabled && element != null) {
      met(System.identityHashCode(collection), element);
    }
  }

  /** The thread enters an operation of a collection that compares what is in there. */
  public static void comparing(Object collection) {
    if (Sync.enabled) {
      Threads.current().use.comparing = System.identityHashCode(collection);
    }
  }

  /** The operation is over. */
  public static void compared() {
    if (Sync.enabled) {
      pause();
      Threads.current().use.comparing = 0;
    }
  }

  /** Like {@link #compared} where a view of the collection may go on to compare. */
  public static void pause() {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && ts.use.compared != null) {
      compared(ts, null, null);
    }
  }

  /**
   * A comparison is about to look at two elements of the collection that compares now, if any. What
   * it does is before what a thread does that meets them later.
   */
  @DontInline
  public static void look(Object a, Object b) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && ts.use.comparing != 0 && !ts.busy) {
      compared(ts, a, b);
      met(ts.use.comparing, a);
      met(ts.use.comparing, b);
    }
  }

  private static void compared(ThreadState ts, Object a, Object b) {
    Object was = ts.use.compared;
    Object with = ts.use.comparedWith;
    ts.use.compared = a;
    ts.use.comparedWith = b;
    if (was != null && was != a && was != b) {
      put(ts.use.comparing, was);
    }
    if (with != null && with != a && with != b) {
      put(ts.use.comparing, with);
    }
  }
}
