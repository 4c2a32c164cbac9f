package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Maps objects by identity without keeping them alive. Look-ups take no lock; changes lock one of
 * the stripes. A look-up costs more than a call, and is kept out of its callers, which are many.
 */
public final class WeakIdentityMap {

  private static final int STRIPES = 64;

  private final Stripe[] stripes = new Stripe[STRIPES];

  public WeakIdentityMap() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  static int hash(Object key) {
    int h = System.identityHashCode(key) * 0x9E3779B9;
    return h ^ h >>> 15;
  }

  /** Never the same for two numbers with one object. */
  static int hash(Object key, int salt) {
    int h = (System.identityHashCode(key) + salt * 0x85EBCA6B) * 0x9E3779B9;
    return h ^ h >>> 15;
  }

  /** The value of that very object together with a number, or null. */
  @DontInline
  Object get(Object key, int salt) {
    int h = hash(key, salt);
    Entry e = stripes[h & (STRIPES - 1)].find(key, h);
    return e == null ? null : e.value;
  }

  /** Like {@link #putIfAbsent(Object, Object)} for an object together with a number. */
  @DontInline
  Object putIfAbsent(Object key, int salt, Object value) {
    int h = hash(key, salt);
    return stripes[h & (STRIPES - 1)].put(key, h, value, true).value;
  }

  /** The value of that very object, or null. */
  @DontInline
  public Object get(Object key) {
    int h = hash(key);
    Entry e = stripes[h & (STRIPES - 1)].find(key, h);
    return e == null ? null : e.value;
  }

  /** Sets the value of that object. */
  @DontInline
  public void put(Object key, Object value) {
    int h = hash(key);
    stripes[h & (STRIPES - 1)].put(key, h, value, false);
  }

  /** Sets the value unless there is one, and tells the one that holds now. */
  @DontInline
  public Object putIfAbsent(Object key, Object value) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].put(key, h, value, true).value;
  }

  /** Forgets the object and tells its value, or null. */
  @DontInline
  public Object remove(Object key) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].remove(key, h);
  }

  /** The entry of that very object, or null. */
  @DontInline
  Entry find(Object key) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].find(key, h);
  }

  /** The entry of that very object and that {@link #hash(Object, int)} of it, or null. */
  @DontInline
  Entry find(Object key, int hash) {
    return stripes[hash & (STRIPES - 1)].find(key, hash);
  }

  /** Like {@link #find(Object, int)}, made with that value if there is none. */
  @DontInline
  Entry findOrAdd(Object key, int hash, Object value) {
    return stripes[hash & (STRIPES - 1)].put(key, hash, value, true);
  }

  /** The entry of that object, made with that value if there is none. */
  @DontInline
  Entry findOrAdd(Object key, Object value) {
    int h = hash(key);
    return stripes[h & (STRIPES - 1)].put(key, h, value, true);
  }

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
      Entry[] t = stripes[i].places.entries;
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
  static final class Entry extends WeakReference<Object> {
    volatile Object value;
    private int place; // this and the hash are guarded by the stripe
    private int hash;

    Entry(Object key, Object value, ReferenceQueue<Object> queue) {
      super(key, queue);
      this.value = value;
    }

    /** True if it is about that object, and holds; the hash never changes once it was found. */
    boolean isOf(Object key, int hashOfKey) {
      return hash == hashOfKey && refersTo(key) && value != null;
    }
  }

  /**
   * Entries in the order they came, and a table of their places by hash. New entries lie side by
   * side: a store of a young object into a large old array costs the collector a look at all that
   * lies near it, so that stores all over a table cost more than all the rest. The table holds
   * plain numbers, of which it knows nothing: hash and place together, so that most look-ups for
   * what is not there touch one word. Linear probing; what is removed is closed up.
   *
   * <p>Changed under the lock of the stripe only. A reader without the lock may pass by what moves
   * just then: {@link #moves} tells it so, and it asks with the lock before it believes that there
   * is nothing.
   */
  private static final class Places {
    private static final int FEW = 16;

    final Entry[] entries; // by place, from 1; null if free
    private final long[] table; // hash above, place below; 0 if empty
    private final int[] nextFree; // by place, for those that were given back
    private int free; // the first of these, 0 if none
    private int end = 1; // first place that was never used
    volatile int moves; // odd while words are being moved

    Places(int size) {
      entries = new Entry[size];
      table = new long[size * 2];
      nextFree = new int[size];
    }

    static Places few() {
      return new Places(FEW);
    }

    private int home(int hash) {
      return hash >>> 6 & table.length - 1;
    }

    Entry find(Object key, int hash) {
      long[] t = table;
      for (int i = home(hash); ; i = i + 1 & t.length - 1) {
        long word = t[i];
        if (word == 0) {
          return null;
        }
        Entry e = (int) (word >>> 32) == hash ? entries[(int) word] : null;
        if (e != null && e.refersTo(key) && e.value != null) {
          return e;
        }
      }
    }

    boolean holds(Entry e) {
      return e.place < entries.length && entries[e.place] == e;
    }

    boolean isFull() {
      return free == 0 && end == entries.length;
    }

    void insert(Entry e, int hash) {
      int place = free;
      if (place != 0) {
        free = nextFree[place];
      } else {
        place = end++;
      }
      int i = home(hash);
      while (table[i] != 0) {
        i = i + 1 & table.length - 1;
      }
      e.place = place;
      e.hash = hash;
      VarHandle.releaseFence();
      entries[place] = e;
      table[i] = (long) hash << 32 | place;
    }

    void remove(Entry e) {
      int i = home(e.hash);
      while ((int) table[i] != e.place) {
        i = i + 1 & table.length - 1;
      }
      moves++;
      VarHandle.fullFence(); // nobody sees a moved word and an even number of old
      closeUp(i);
      moves++;
      entries[e.place] = null;
      nextFree[e.place] = free;
      free = e.place;
    }

    /** Moves back what would not be found behind an empty word (Knuth, TAOCP 3, 6.4, R). */
    private void closeUp(int empty) {
      int mask = table.length - 1;
      int hole = empty;
      for (int i = hole + 1 & mask; table[i] != 0; i = i + 1 & mask) {
        int home = home((int) (table[i] >>> 32));
        if ((i - home & mask) >= (i - hole & mask)) {
          table[hole] = table[i];
          hole = i;
        }
      }
      table[hole] = 0;
    }

    Places larger() {
      Places fresh = new Places(entries.length * 2);
      for (int place = 1; place < end; place++) {
        if (entries[place] != null) {
          fresh.insert(entries[place], entries[place].hash);
        }
      }
      return fresh;
    }
  }

  /** One part of the map. {@code live} is guarded by this. */
  private final class Stripe {
    private final ReferenceQueue<Object> queue = new ReferenceQueue<Object>();
    private volatile Places places = Places.few();
    int live;

    Entry find(Object key, int hash) {
      Places p = places;
      int moves = p.moves;
      Entry e = p.find(key, hash);
      VarHandle.acquireFence(); // the look comes before the second number
      return e != null || (moves & 1) == 0 && moves == p.moves ? e : findLocked(key, hash);
    }

    private Entry findLocked(Object key, int hash) {
      Pin.on();
      try {
        synchronized (this) {
          return places.find(key, hash);
        }
      } finally {
        Pin.off();
      }
    }

    Entry put(Object key, int hash, Object value, boolean ifAbsent) {
      Pin.on();
      try {
        return putLocked(key, hash, value, ifAbsent);
      } finally {
        Pin.off();
      }
    }

    private synchronized Entry putLocked(Object key, int hash, Object value, boolean ifAbsent) {
      Entry e = places.find(key, hash);
      if (e != null) {
        if (!ifAbsent) {
          e.value = value;
        }
        return e;
      }
      sweep();
      if (places.isFull()) {
        places = places.larger();
      }
      Entry made = new Entry(key, value, queue);
      places.insert(made, hash);
      live++;
      return made;
    }

    Object remove(Object key, int hash) {
      Pin.on();
      try {
        synchronized (this) {
          Entry e = places.find(key, hash);
          return e == null ? null : drop(e);
        }
      } finally {
        Pin.off();
      }
    }

    private Object drop(Entry e) {
      Object old = e.value;
      e.value = null;
      places.remove(e);
      live--;
      return old;
    }

    synchronized void clear() {
      for (Entry e : places.entries) {
        if (e != null) {
          e.value = null;
        }
      }
      places = Places.few();
      live = 0;
    }

    private void sweep() {
      for (Reference<?> r = queue.poll(); r != null; r = queue.poll()) {
        Entry e = (Entry) r;
        if (places.holds(e)) {
          drop(e);
        }
      }
    }
  }
}
