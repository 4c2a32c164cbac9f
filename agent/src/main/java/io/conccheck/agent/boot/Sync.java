package io.conccheck.agent.boot;

/** Happens-before edges through objects: what models of synchronisers are written in terms of. */
public final class Sync {

  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  /** False while no detector needs clocks: then every edge costs one test. */
  public static volatile boolean enabled;

  private Sync() {}

  /** The sync variable of that very object; made when first asked for. */
  public static SyncVar of(Object key) {
    SyncVar v = (SyncVar) VARS.get(key);
    return v != null ? v : (SyncVar) VARS.putIfAbsent(key, new SyncVar());
  }

  /** The sync variable of that object, or null if nothing was ever released there. */
  public static SyncVar known(Object key) {
    return (SyncVar) VARS.get(key);
  }

  /** Everything this thread has done is before whatever acquires {@code key} later. */
  public static void release(Object key) {
    if (enabled && key != null) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        of(key).add(ts.release());
      }
    }
  }

  /** Like {@link #release} before something that may fail; null if nobody listens. */
  public static SyncVar.Tentative releaseTentatively(Object key) {
    ThreadState ts = enabled && key != null ? Threads.current() : null;
    return ts == null || ts.busy ? null : of(key).addTentatively(ts.release());
  }

  /** Everything released at {@code key} so far is before what this thread does next. */
  public static void acquire(Object key) {
    if (enabled && key != null) {
      ThreadState ts = Threads.current();
      SyncVar v = ts.busy ? null : known(key);
      if (v != null) {
        v.acquire(ts);
      }
    }
  }

  /** A volatile or atomic read-modify-write: an acquire and a release. */
  public static void acquireRelease(Object key) {
    acquire(key);
    release(key);
  }
}
