package io.conccheck.agent.boot;

/**
 * Objects that are kept reachable up to a {@code Reference.reachabilityFence}: what a thread did
 * before that is before the object is found unreachable and what is registered for that runs.
 */
public final class Fenced {

  private static final WeakIdentityMap OBJECTS = new WeakIdentityMap(); // to what they released
  private static final WeakIdentityMap REFERENCES = new WeakIdentityMap(); // to the same

  private static volatile boolean asked;

  private Fenced() {}

  /** Woven code keeps objects reachable: from now on it counts what references are made to. */
  public static void ask() {
    asked = true;
  }

  /** True if {@link #ask} was called. */
  public static boolean isAsked() {
    return asked;
  }

  /**
   * The constructor of a reference of the program's own is through. Nothing says that this is
   * before the reference comes out of its queue, yet a collection lies in between.
   */
  public static void made(Object reference) {
    Weak.release(reference);
  }

  private static SyncVar var(Object object) {
    SyncVar v = (SyncVar) OBJECTS.get(object);
    return v != null ? v : (SyncVar) OBJECTS.putIfAbsent(object, new SyncVar());
  }

  private static ThreadState listening(Object object) {
    ThreadState ts = Sync.enabled && object != null ? Threads.current() : null;
    return ts == null || ts.busy ? null : ts;
  }

  /** The thread has come so far with the object. */
  public static void fence(Object object) {
    ThreadState ts = listening(object);
    if (ts != null) {
      Sync.release(keep(object, ts));
    }
  }

  private static SyncVar keep(Object object, ThreadState ts) {
    ts.enter();
    try {
      return var(object);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** Something runs once that object is unreachable, by that reference. */
  public static void registered(Object reference, Object object) {
    ThreadState ts = listening(object);
    if (ts != null) {
      ts.enter();
      try {
        REFERENCES.put(reference, var(object));
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** The object of that reference was found unreachable. */
  public static void cleared(Object reference) {
    Sync.acquire(REFERENCES.get(reference));
  }
}
