package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
    return stripes[h & (STRIPES - 1)].put(key, h, value, true).value;
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
    return stripes[h & (STRIPES - 1)].put(key, h, value, true).value;
  }

  /** Forgets the object and tells its value, or null. */
  public Object remove(Object key) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].remove(key, h);
  }

  /** The entry of that very object, or null. */
  Entry find(Object key) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].find(key, h);
  }

  /** The entry of that object, made with that value if there is none. */
  Entry findOrAdd(Object key, Object value) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].put(key, h, value, true);
  }

  /** Makes an entry. */
  Entry entry(Object key, Object value, ReferenceQueue<Object> queue) {
    return new Entry(key, value, queue);
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
      Entry[] t = stripes[i].table.entries;
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

  /** An object and its value, which is null once the entry was removed, for good. */
  static class Entry extends WeakReference<Object> {
    static final VarHandle VALUE = handle();

    volatile Object value;

    Entry(Object key, Object value, ReferenceQueue<Object> queue) {
      super(key, queue);
      this.value = value;
    }

    private static VarHandle handle() {
      try {
        return MethodHandles.lookup().findVarHandle(Entry.class, "value", Object.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /**
   * Entries and, beside them, their hashes, so that a look-up touches no entry but the right one. A
   * reader that finds an entry without its hash takes it for another's, and asks with the lock.
   */
  private static final class Table {
    final Entry[] entries;
    final int[] hashes;

    Table(int size) {
      entries = new Entry[size];
      hashes = new int[size];
    }

    Entry find(Object key, int hash) {
      int mask = entries.length - 1;
      for (int i = hash >>> 6 & mask; ; i = i + 1 & mask) {
        Entry e = entries[i];
        if (e == null) {
          return null;
        }
        if (hashes[i] == hash && e.refersTo(key) && e.value != null) {
          return e;
        }
      }
    }

    void insert(Entry e, int hash) {
      int mask = entries.length - 1;
      int i = hash >>> 6 & mask;
      while (entries[i] != null) {
        i = i + 1 & mask;
      }
      hashes[i] = hash;
      VarHandle.releaseFence();
      entries[i] = e;
    }
  }

  /** One part of the table. {@code live} and {@code filled} are guarded by this. */
  private final class Stripe {
    private final ReferenceQueue<Object> queue = new ReferenceQueue<Object>();
    private volatile Table table = new Table(16);
    int live;
    private int filled;

    Entry find(Object key, int hash) {
      return table.find(key, hash);
    }

    synchronized Entry put(Object key, int hash, Object value, boolean ifAbsent) {
      Entry e = find(key, hash);
      if (e != null) {
        if (!ifAbsent) {
          e.value = value;
        }
        return e;
      }
      sweep();
      if ((filled + 1) * 3 > table.entries.length * 2) {
        rehash();
      }
      Entry made = entry(key, value, queue);
      table.insert(made, hash);
      live++;
      filled++;
      return made;
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
      for (Entry e : table.entries) {
        Object value = e == null ? null : e.value;
        if (value != null) {
          e.value = null;
          swept(value);
        }
      }
      table = new Table(16);
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
      Table old = table;
      Table fresh = new Table(size);
      int n = 0;
      for (int i = 0; i < old.entries.length; i++) {
        Entry e = old.entries[i];
        if (e != null && e.value != null) {
          fresh.insert(e, old.hashes[i]);
          n++;
        }
      }
      filled = n;
      live = n;
      table = fresh;
    }
  }
}
