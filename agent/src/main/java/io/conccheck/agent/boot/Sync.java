package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/** Happens-before edges through objects: what models of synchronisers are written in terms of. */
public final class Sync {

  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  /** False while no detector needs clocks: then every edge costs one test. */
  public static volatile boolean enabled;

  private Sync() {}

  /** From now on the object gives no order. */
  public static void silence(Object key) {
    if (key != null && VARS.get(key) != SyncVar.SILENT) {
      VARS.put(key, SyncVar.SILENT);
    }
  }

  /** The sync variable of that very object; made when first asked for. */
  public static SyncVar of(Object key) {
    if (key instanceof SyncVar) {
      return (SyncVar) key;
    }
    SyncVar v = (SyncVar) VARS.get(key);
    return v != null ? v : (SyncVar) VARS.putIfAbsent(key, new SyncVar());
  }

  /** The sync variable of that object, or null if nothing was ever released there. */
  public static SyncVar known(Object key) {
    if (key instanceof SyncVar) {
      return (SyncVar) key;
    }
    return (SyncVar) VARS.get(key);
  }

  private static SyncVar of(Object key, ThreadState ts) {
    SyncVar known = known(key, ts);
    if (known != null) {
      return known;
    }
    int hash = WeakIdentityMap.hash(key);
    return (SyncVar) ts.near.syncs.add(VARS, key, hash, new SyncVar()).value;
  }

  private static SyncVar known(Object key, ThreadState ts) {
    if (key instanceof SyncVar) {
      return (SyncVar) key;
    }
    WeakIdentityMap.Entry e = ts.near.syncs.find(VARS, key, WeakIdentityMap.hash(key));
    return e == null ? null : (SyncVar) e.value;
  }

  /** Everything this thread has done is before whatever acquires {@code key} later. */
  @DontInline
  public static void release(Object key) {
    if (enabled && key != null) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        ts.enter();
        try {
          SyncVar v = of(key, ts);
          if (v != SyncVar.SILENT) {
            v.release(ts);
          }
        } catch (VirtualMachineError e) {
          Failures.count(e);
        } finally {
          ts.busy = false;
          Pin.off();
        }
      }
    }
  }

  /** Like {@link #release} before something that may fail; null if nobody listens. */
  @DontInline
  public static SyncVar.Tentative releaseTentatively(Object key) {
    ThreadState ts = enabled && key != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return null;
    }
    ts.enter();
    try {
      SyncVar v = of(key, ts);
      return v == SyncVar.SILENT ? null : v.releaseTentatively(ts);
    } catch (VirtualMachineError e) {
      Failures.count(e);
      return null;
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** Everything released at {@code key} so far is before what this thread does next. */
  @DontInline
  public static void acquire(Object key) {
    if (enabled && key != null) {
      try {
        ThreadState ts = Threads.current();
        SyncVar v = ts.busy || ts.knowsAll() ? null : known(key, ts);
        if (v != null) {
          v.acquire(ts);
        }
      } catch (VirtualMachineError e) {
        Failures.count(e);
      }
    }
  }

  /** A volatile or atomic read-modify-write: an acquire and a release. */
  @DontInline
  public static void acquireRelease(Object key) {
    acquire(key);
    release(key);
  }
}
