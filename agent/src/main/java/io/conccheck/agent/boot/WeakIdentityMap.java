package io.conccheck.agent.boot;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Maps objects by identity without keeping them alive. Look-ups take no lock; changes lock one of
 * the stripes. Open addressing with linear probing; a removed entry stays as a tombstone until its
 * stripe grows.
 */
public class WeakIdentityMap {

  private static final int STRIPES = 64;

  private final Stripe[] stripes = new Stripe[STRIPES];

  public WeakIdentityMap() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  private static int hash(Object key) {
    int h = System.identityHashCode(key) * 0x9E3779B9;
    return h ^ h >>> 15;
  }

  private static int hash(Object key, int salt) {
    int h = (System.identityHashCode(key) + salt * 0x85EBCA6B) * 0x9E3779B9;
    return h ^ h >>> 15;
  }

  /** The value of that very object together with a number, or null. */
  Object get(Object key, int salt) {
    int h = hash(key, salt);
    Entry e = stripes[h & (STRIPES - 1)].find(key, h);
    return e == null ? null : e.value;
  }

  /** Like {@link #putIfAbsent(Object, Object)} for an object together with a number. */
  Object putIfAbsent(Object key, int salt, Object value) {
    int h = hash(key, salt);
    return stripes[h & (STRIPES - 1)].put(key, h, value, true);
  }

  /** The value of that very object, or null. */
  public Object get(Object key) {
    int h = hash(key);
    Entry e = stripes[h & (STRIPES - 1)].find(key, h);
    return e == null ? null : e.value;
  }

  /** Sets the value of that object. */
  public void put(Object key, Object value) {
    int h = hash(key);
    stripes[h & (STRIPES - 1)].put(key, h, value, false);
  }

  /** Sets the value unless there is one, and tells the one that holds now. */
  public Object putIfAbsent(Object key, Object value) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].put(key, h, value, true);
  }

  /** Forgets the object and tells its value, or null. */
  public Object remove(Object key) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].remove(key, h);
  }

  /** Told of the value of each object found dead and of each cleared; holds a lock of the map. */
  protected void swept(Object value) {}

  /** Forgets everything. */
  public void clear() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i].clear();
    }
  }

  /** All objects that have a value now and are not garbage, in no order. */
  public Object[] keys() {
    Object[] found = new Object[16];
    int n = 0;
    for (int i = 0; i < STRIPES; i++) {
      Entry[] t = stripes[i].table;
      for (int k = 0; k < t.length; k++) {
        Object key = t[k] == null || t[k].value == null ? null : t[k].get();
        if (key != null) {
          if (n == found.length) {
            Object[] more = new Object[n * 2];
            System.arraycopy(found, 0, more, 0, n);
            found = more;
          }
          found[n++] = key;
        }
      }
    }
    Object[] keys = new Object[n];
    System.arraycopy(found, 0, keys, 0, n);
    return keys;
  }

  /** How many entries there are, those of dead objects not yet swept included. */
  public int size() {
    int n = 0;
    for (int i = 0; i < STRIPES; i++) {
      n += stripes[i].live;
    }
    return n;
  }

  private static final class Entry extends WeakReference<Object> {
    final int hash;
    volatile Object value; // null: removed

    Entry(Object key, int hash, Object value, ReferenceQueue<Object> queue) {
      super(key, queue);
      this.hash = hash;
      this.value = value;
    }
  }

  /** One part of the table. {@code live} and {@code filled} are guarded by this. */
  private final class Stripe {
    private final ReferenceQueue<Object> queue = new ReferenceQueue<Object>();
    private volatile Entry[] table = new Entry[16];
    int live;
    private int filled;

    Entry find(Object key, int hash) {
      Entry[] t = table;
      int mask = t.length - 1;
      for (int i = hash >>> 6 & mask; ; i = i + 1 & mask) {
        Entry e = t[i];
        if (e == null) {
          return null;
        }
        if (e.hash == hash && e.refersTo(key) && e.value != null) {
          return e;
        }
      }
    }

    synchronized Object put(Object key, int hash, Object value, boolean ifAbsent) {
      Entry e = find(key, hash);
      if (e != null) {
        if (!ifAbsent) {
          e.value = value;
        }
        return e.value;
      }
      sweep();
      if ((filled + 1) * 3 > table.length * 2) {
        rehash();
      }
      insert(table, new Entry(key, hash, value, queue));
      live++;
      filled++;
      return value;
    }

    synchronized Object remove(Object key, int hash) {
      Entry e = find(key, hash);
      if (e == null) {
        return null;
      }
      Object old = e.value;
      e.value = null;
      live--;
      return old;
    }

    synchronized void clear() {
      for (Entry e : table) {
        Object value = e == null ? null : e.value;
        if (value != null) {
          e.value = null;
          swept(value);
        }
      }
      table = new Entry[16];
      live = 0;
      filled = 0;
    }

    private void sweep() {
      for (Reference<?> r = queue.poll(); r != null; r = queue.poll()) {
        Entry e = (Entry) r;
        Object value = e.value;
        if (value != null) {
          e.value = null;
          live--;
          swept(value);
        }
      }
    }

    private void rehash() {
      int size = 16;
      while (size < (live + 1) * 3) {
        size *= 2;
      }
      Entry[] fresh = new Entry[size];
      int n = 0;
      for (Entry e : table) {
        if (e != null && e.value != null) {
          insert(fresh, e);
          n++;
        }
      }
      filled = n;
      live = n;
      table = fresh;
    }

    private void insert(Entry[] t, Entry e) {
      int mask = t.length - 1;
      int i = e.hash >>> 6 & mask;
      while (t[i] != null) {
        i = i + 1 & mask;
      }
      t[i] = e;
    }
  }
}
