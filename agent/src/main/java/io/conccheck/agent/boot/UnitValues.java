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
  private volatile Value every; // all values at once; null until they were set so

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
    read(find(key, ts, false), unit, ts, site);
    read(every, unit, ts, site);
  }

  void write(Object unit, Object key, ThreadState ts, int site) {
    write(find(key, ts, true), unit, ts, site);
    read(every, unit, ts, site);
  }

  private static void read(Value v, Object unit, ThreadState ts, int site) {
    if (v != null && (v.read ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
      v.read = Shadow.read(ts, v.write, v.read, site, unit, Units.VARIABLE);
    }
  }

  private static void write(Value v, Object unit, ThreadState ts, int site) {
    if (v != null && ((v.write ^ ts.epoch) | (v.read ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.write(ts, v.write, v.read, site, unit, Units.VARIABLE);
      if (now != 0) {
        v.write = now;
        v.read = now;
      }
    }
  }

  /** All values are looked at. */
  void readAll(Object unit, ThreadState ts, int site) {
    read(every, unit, ts, site);
    for (Value v : known()) {
      for (; v != null; v = v.next) {
        read(v, unit, ts, site);
      }
    }
  }

  /** All values are set. Who looks at or sets one of them from here on meets it. */
  void writeAll(Object unit, ThreadState ts, int site) {
    for (Value v : known()) {
      for (; v != null; v = v.next) {
        write(v, unit, ts, site);
      }
    }
    Value all = every;
    if (all == null) {
      all = new Value(null, 0, null);
      every = all; // two threads at once may each have one: then one race is missed
    }
    write(all, unit, ts, site);
  }

  /** The table as it is now; of a bin that grows meanwhile the old part is seen. */
  private Value[] known() {
    Pin.on();
    try {
      return copy();
    } finally {
      Pin.off();
    }
  }

  private synchronized Value[] copy() {
    return table.clone();
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
