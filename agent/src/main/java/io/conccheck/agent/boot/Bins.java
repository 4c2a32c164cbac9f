package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Locks that stand for the bins of concurrent maps. A bin goes by the hash of its keys, so that two
 * of them may stand for one where the table is small, and never one for two that could part. Called
 * on any thread for its own doings.
 */
public final class Bins {

  private static final int STRIPES = 1 << 10;
  private static final int SLOT = ThreadState.slot();

  /** Map to its bins, {@link #NONE} for one by which the JDK links classes. */
  private static final WeakIdentityMap BINS = new WeakIdentityMap();

  private static final Bin[] NONE = {};

  private Bins() {}

  /** A bin of some map. */
  public static final class Bin {

    /** What a detector keeps of it; any thread may set it, always to the same. */
    public Object note;

    Bin() {}
  }

  /** A change of one bin that calls nothing back. */
  public static final class Change {
    final Bin bin;

    Change(Bin bin) {
      this.bin = bin;
    }
  }

  // Called in methods of the map that the JIT compiles into many others: hence kept out of them.

  /** The thread begins to compute a value; null where nobody listens or the map is the JDK's. */
  @DontInline
  public static Bin computing(Object map, Object key) {
    ThreadState ts = LockEvents.sink == null || key == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return null;
    }
    Bin bin = bin(ts, map, key);
    if (bin != null) {
      Locks.asking(bin, Locks.MONITOR, 0);
      ts.put(SLOT, bin);
    }
    return bin;
  }

  /** The function of the computation that the thread began is called next, with the bin locked. */
  @DontInline
  public static void taken(Object map) {
    ThreadState ts = LockEvents.sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    Object bin = ts.get(SLOT);
    if (bin != null) {
      ts.put(SLOT, null);
      Locks.acquired(bin, Locks.MONITOR, 0);
    }
  }

  /** The computation is over. */
  @DontInline
  public static void left(Bin bin) {
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return;
    }
    ts.put(SLOT, null);
    if (ts.held.holds(bin, Locks.MONITOR)) {
      Locks.releasing(bin, Locks.MONITOR, 0);
    } else {
      Locks.gaveUp(bin, Locks.MONITOR);
    }
  }

  /** The thread puts, replaces or removes; null unless it holds something meanwhile. */
  public static Change changing(Object map, Object key) {
    ThreadState ts = LockEvents.sink == null || key == null ? null : Threads.current();
    if (ts == null || ts.busy || ts.held.size() == 0) {
      return null;
    }
    return changingInside(ts, map, key);
  }

  @DontInline
  private static Change changingInside(ThreadState ts, Object map, Object key) {
    Bin bin = bin(ts, map, key);
    if (bin == null) {
      return null;
    }
    Locks.asking(bin, Locks.MONITOR, 0);
    return new Change(bin);
  }

  /** The change is over. */
  @DontInline
  public static void changed(Change change) {
    Locks.gaveUp(change.bin, Locks.MONITOR);
  }

  private static Bin bin(ThreadState ts, Object map, Object key) {
    int mapHash = WeakIdentityMap.hash(map);
    WeakIdentityMap.Entry e = ts.near.maps.find(BINS, map, mapHash);
    if (e == null) {
      Bin[] made = Elements.links(map, ts) ? NONE : new Bin[STRIPES];
      e = ts.near.maps.add(BINS, map, mapHash, made);
    }
    Bin[] bins = (Bin[]) e.value;
    if (bins == NONE) {
      return null;
    }
    int hash;
    ts.busy = true; // what the key does to compute it is not looked at
    try {
      hash = key.hashCode();
    } catch (Throwable t) {
      return null; // the map will meet the same
    } finally {
      ts.busy = false;
    }
    int i = (hash ^ hash >>> 16) & STRIPES - 1;
    Bin bin = bins[i];
    return bin != null ? bin : bin(bins, i);
  }

  @DontInline
  private static Bin bin(Bin[] bins, int i) {
    Pin.on();
    try {
      synchronized (bins) {
        if (bins[i] == null) {
          bins[i] = new Bin();
        }
        return bins[i];
      }
    } finally {
      Pin.off();
    }
  }
}
