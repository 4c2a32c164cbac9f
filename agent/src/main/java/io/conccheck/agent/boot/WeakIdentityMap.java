package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Maps objects by identity without keeping them alive. Look-ups take no lock; changes lock one of
 * the stripes.
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
      Entry[] t = stripes[i].chains.entries;
      for (int k = 0; k < t.length; k++) {
        Entry e = t[k];
        Object key = e == null || e.value == null ? null : e.get();
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
    private int place; // in the chains of its stripe, guarded by the stripe

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
   * Entries in the order they came, and chains of their places by hash. New entries lie side by
   * side: a store of a young object into a large old array costs the collector a look at all that
   * lies near it, so that stores all over a table cost more than all the rest. The chains are plain
   * numbers, of which it knows nothing.
   *
   * <p>Changed under the lock of the stripe only. A reader without the lock may meet a chain while
   * it changes, and then stray to another one: it compares objects, counts its steps, and asks with
   * the lock before it believes that there is nothing.
   */
  private static final class Chains {
    private static final int FEW = 16;
    private static final int STEPS = 64;

    final Entry[] entries; // by place, from 1; null if free
    private final int[] heads; // first place of a chain, 0 if it is empty
    private final int[] links; // hash and next place, by place
    private int free; // first of the chain of places that were given back
    private int end = 1; // first place that was never used

    Chains(int size) {
      entries = new Entry[size];
      heads = new int[size];
      links = new int[size * 2];
    }

    Entry find(Object key, int hash) {
      int at = heads[hash >>> 6 & heads.length - 1];
      for (int steps = 0; at != 0 && steps < STEPS; steps++) {
        Entry e = links[at << 1] == hash ? entries[at] : null;
        if (e != null && e.refersTo(key) && e.value != null) {
          return e;
        }
        at = links[(at << 1) + 1];
      }
      return null;
    }

    /** Like {@link #find} without straying; with the lock. */
    Entry findLocked(Object key, int hash) {
      for (int at = heads[hash >>> 6 & heads.length - 1]; at != 0; at = links[(at << 1) + 1]) {
        if (links[at << 1] == hash && entries[at].refersTo(key)) {
          return entries[at];
        }
      }
      return null;
    }

    boolean isFull() {
      return free == 0 && end == entries.length;
    }

    void insert(Entry e, int hash) {
      int at = free;
      if (at != 0) {
        free = links[(at << 1) + 1];
      } else {
        at = end++;
      }
      int head = hash >>> 6 & heads.length - 1;
      e.place = at;
      links[at << 1] = hash;
      links[(at << 1) + 1] = heads[head];
      VarHandle.releaseFence();
      entries[at] = e;
      heads[head] = at;
    }

    void remove(Entry e) {
      int at = e.place;
      int head = links[at << 1] >>> 6 & heads.length - 1;
      int next = links[(at << 1) + 1];
      if (heads[head] == at) {
        heads[head] = next;
      } else {
        int before = heads[head];
        while (links[(before << 1) + 1] != at) {
          before = links[(before << 1) + 1];
        }
        links[(before << 1) + 1] = next;
      }
      entries[at] = null;
      links[(at << 1) + 1] = free;
      free = at;
    }

    Chains larger() {
      Chains fresh = new Chains(entries.length * 2);
      for (int at = 1; at < end; at++) {
        if (entries[at] != null) {
          fresh.insert(entries[at], links[at << 1]);
        }
      }
      return fresh;
    }

    static Chains few() {
      return new Chains(FEW);
    }
  }

  /** One part of the map. {@code live} is guarded by this. */
  private final class Stripe {
    private final ReferenceQueue<Object> queue = new ReferenceQueue<Object>();
    private volatile Chains chains = Chains.few();
    int live;

    Entry find(Object key, int hash) {
      return chains.find(key, hash);
    }

    synchronized Entry put(Object key, int hash, Object value, boolean ifAbsent) {
      Entry e = chains.findLocked(key, hash);
      if (e != null) {
        if (!ifAbsent || e.value == null) {
          e.value = value;
        }
        return e;
      }
      sweep();
      if (chains.isFull()) {
        chains = chains.larger();
      }
      Entry made = entry(key, value, queue);
      chains.insert(made, hash);
      live++;
      return made;
    }

    synchronized Object remove(Object key, int hash) {
      Entry e = chains.findLocked(key, hash);
      return e == null ? null : drop(e);
    }

    private Object drop(Entry e) {
      Object old = e.value;
      e.value = null;
      chains.remove(e);
      live--;
      return old;
    }

    synchronized void clear() {
      for (Entry e : chains.entries) {
        Object value = e == null ? null : e.value;
        if (value != null) {
          e.value = null;
          swept(value);
        }
      }
      chains = Chains.few();
      live = 0;
    }

    private void sweep() {
      for (Reference<?> r = queue.poll(); r != null; r = queue.poll()) {
        Entry e = (Entry) r;
        if (e.value != null) {
          swept(drop(e));
        }
      }
    }
  }
}
