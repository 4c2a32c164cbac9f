package io.conccheck.agent.boot;

/**
 * The values of one collection that were set while their key or index was there: that is no change
 * of the collection, and two threads may do it for different keys, but not for one. Only what was
 * set has words; what is read before is not kept, so such a race is seen from its other side alone.
 */
final class UnitValues {

  /** So many keys are told apart; values of others go unwatched. */
  private static final int MOST = 1 << 10;

  private Value[] table = new Value[16]; // this and the next are guarded by this
  private int size;

  /** Words of one value. */
  private static final class Value {
    final Object key;
    final int hash;
    final Value next;
    long write;
    long read;

    Value(Object key, int hash, Value next) {
      this.key = key;
      this.hash = hash;
      this.next = next;
    }
  }

  void read(Object unit, Object key, ThreadState ts, int site) {
    Value v = find(key, ts, false);
    if (v != null && (v.read ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
      v.read = Shadow.read(ts, v.write, v.read, site, unit, Units.VARIABLE);
    }
  }

  void write(Object unit, Object key, ThreadState ts, int site) {
    Value v = find(key, ts, true);
    if (v != null && ((v.write ^ ts.epoch) | (v.read ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.write(ts, v.write, v.read, site, unit, Units.VARIABLE);
      if (now != 0) {
        v.write = now;
        v.read = now;
      }
    }
  }

  /** The words of that key; what it does to be found is not looked at. */
  private Value find(Object key, ThreadState ts, boolean make) {
    ts.busy = true;
    try {
      return pinned(key, key == null ? 0 : key.hashCode(), make);
    } catch (Throwable t) {
      return null; // the collection will meet the same
    } finally {
      ts.busy = false;
    }
  }

  private Value pinned(Object key, int hash, boolean make) {
    Pin.on();
    try {
      return find(key, hash, make);
    } finally {
      Pin.off();
    }
  }

  private synchronized Value find(Object key, int hash, boolean make) {
    int i = (hash ^ hash >>> 16) & table.length - 1;
    for (Value v = table[i]; v != null; v = v.next) {
      if (v.hash == hash && (v.key == key || key != null && key.equals(v.key))) {
        return v;
      }
    }
    if (!make || size >= MOST) {
      return null;
    }
    size++;
    Value v = new Value(key, hash, table[i]);
    table[i] = v;
    return v;
  }
}
