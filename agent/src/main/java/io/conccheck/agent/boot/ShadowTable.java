package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * Finds the shadow of an object by its identity, without keeping the object alive. Most arrays and
 * collections live shorter than it takes to find out that they are dead, and a table of all of them
 * outgrows every cache and has the collector copy what nobody asks for again: so this one is
 * bounded, and an object that was not touched for as long as it takes to fill the table once gives
 * way to a new one. Races with accesses that were forgotten so can be missed, none is invented
 * ({@link #dropped} counts the objects). Where many are touched again after a long time, the table
 * grows, up to what the limit of {@link ShadowMemory} allows.
 *
 * <p>Sets of {@value #WAYS}, chosen by hash, of which one that was not touched for long gives way.
 * Look-ups take no lock and believe what they find, for it is compared with the object itself; what
 * they do not find is looked for again with the lock of the stripe, which guards all changes.
 */
abstract class ShadowTable {

  private static final int STRIPES = 16;
  private static final int WAYS_BITS = 3;
  private static final int WAYS = 1 << WAYS_BITS;
  private static final int FEW = 1 << 8; // places of a stripe at first
  private static final int HEAP_PER_PLACE = 1 << 13;
  private static final int USUAL_LEAST = 1 << 14;
  private static final int USUAL_MOST = 1 << 16;
  private static final int BYTES_PER_PLACE = 256; // of the limit: a shadow and its words
  private static final int REFRESHED = 16; // times are told apart in such parts of a table's turn
  private static final int OLD_HANDS = 8; // one in so many makes a table grow
  private static final int COUNTED = 64; // one in so many that give way is asked if it is dead
  private static final int NEVER = 1 << 30; // an age: the place is free, or might as well be

  private static final int USUAL = usual() / STRIPES; // of a stripe

  private final Stripe[] stripes = new Stripe[STRIPES];

  /** The shadow of one object. */
  abstract static class Shadowed extends WeakReference<Object> {
    private int place; // guarded by the stripe; a look without it is checked

    Shadowed(Object o) {
      super(o);
    }

    /** It is no longer in the table and gives its memory back. Told only if it holds some. */
    void free() {}
  }

  ShadowTable() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  private Stripe stripe(int hash) {
    return stripes[hash >>> 20 & STRIPES - 1];
  }

  /** A new shadow. */
  abstract Shadowed make(Object o);

  /** The shadow of that object, or null; {@code hash} is the object's identity hash. */
  @DontInline
  Shadowed find(Object o, int hash) {
    Stripe s = stripe(hash);
    return s.places.find(o, hash);
  }

  /** The shadow of that object, made if there is none. */
  @DontInline
  Shadowed findOrAdd(Object o, int hash) {
    Pin.on();
    try {
      return stripe(hash).findOrAdd(o, hash);
    } finally {
      Pin.off();
    }
  }

  /** True unless the shadow, of an object with that hash, gave way to another one. */
  boolean holds(Shadowed shadow, int hash) {
    return stripe(hash).places.holds(shadow);
  }

  /** The object of that shadow, which has that identity hash, is touched; when that was before. */
  int touched(Shadowed shadow, int hash) {
    Stripe s = stripe(hash);
    Places p = s.places;
    int now = s.time;
    int i = shadow.place;
    int then = p.time(i & p.shadows.length - 1);
    if (now - then > p.shadows.length / REFRESHED) {
      s.refresh(p, i, shadow, now);
      return now;
    }
    return then;
  }

  /**
   * Changes when shadows gave way that had been touched a short time before; see {@link #keeps}.
   */
  int surprises(int hash) {
    return stripe(hash).surprises;
  }

  /**
   * True if a shadow that was there, and touched, at that time is there still, and need not be
   * touched again so soon.
   *
   * @param surprises what {@link #surprises} told before it was found there
   */
  boolean keeps(int hash, int time, int surprises) {
    Stripe s = stripe(hash);
    return s.surprises == surprises && s.time - time <= s.soon;
  }

  /**
   * From now on the shadow, of an object with that hash, holds memory that is accounted for.
   *
   * @return false if it is no longer in the table, and the memory its user's to give back
   */
  @DontInline
  boolean holdsMemory(Shadowed shadow, int hash) {
    Pin.on();
    try {
      return stripe(hash).holdsMemory(shadow);
    } finally {
      Pin.off();
    }
  }

  /** Forgets all objects. */
  void clear() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i].clear();
    }
  }

  /** About how many objects gave way that were not known to be dead: one in many is looked at. */
  long dropped() {
    long n = 0;
    for (int i = 0; i < STRIPES; i++) {
      n += stripes[i].dropped;
    }
    return n;
  }

  /** So many places there are, unless there is reason for more. */
  static int usual() {
    return usual(Runtime.getRuntime().maxMemory());
  }

  /** Like {@link #usual()} for a heap of so many bytes at most. */
  static int usual(long heap) {
    long n = heap / HEAP_PER_PLACE;
    int least = (int) Math.max(USUAL_LEAST, Math.min(USUAL_MOST, n));
    return Integer.highestOneBit(least);
  }

  /** What is side by side in memory is looked at together. */
  private static final class Places {
    private final int[] words; // of each set its hashes, then when each was put in or touched
    final Shadowed[] shadows;
    final boolean[] hold; // memory that is accounted for

    Places(int size, int now) {
      hold = new boolean[size];
      words = new int[size * 2];
      shadows = new Shadowed[size];
      for (int i = 0; i < size; i++) {
        time(i, now - NEVER);
      }
    }

    private static int word(int place) {
      return place + (place & -WAYS);
    }

    int hash(int place) {
      return words[word(place)];
    }

    /** When it was put in or touched after a long time. */
    int time(int place) {
      return words[word(place) + WAYS];
    }

    void time(int place, int time) {
      words[word(place) + WAYS] = time;
    }

    boolean holds(Shadowed s) {
      return shadows[s.place & shadows.length - 1] == s;
    }

    private int set(int hash) {
      return (hash & shadows.length / WAYS - 1) * WAYS;
    }

    Shadowed find(Object o, int hash) {
      int from = set(hash);
      int at = from * 2;
      for (int k = 0; k < WAYS; k++) {
        if (words[at + k] == hash) {
          Shadowed s = shadows[from + k];
          if (s != null && s.refersTo(o)) {
            return s;
          }
        }
      }
      return null;
    }

    /**
     * A free place of the set, else any of those not touched for half a turn, else the one that was
     * touched longest ago. Were it always that one, who walks through more objects than there are
     * places would find none of those that another has touched on the same way before.
     */
    int choose(int hash, int now) {
      int from = set(hash);
      int at = from * 2 + WAYS;
      int first = now * 0x9E3779B9 >>> -WAYS_BITS;
      int oldest = 0;
      int age = -1;
      int idle = -1;
      for (int n = 0; n < WAYS; n++) {
        int k = first + n & WAYS - 1;
        int aged = now - words[at + k];
        if (aged > age) {
          age = aged;
          oldest = k;
        }
        if (idle < 0 && aged >= shadows.length / 2) {
          idle = k;
        }
      }
      return from + (idle < 0 || age >= NEVER / 2 ? oldest : idle);
    }

    void set(int i, Shadowed s, int hash, int time) {
      s.place = i;
      time(i, time);
      words[word(i)] = hash;
      VarHandle.releaseFence();
      shadows[i] = s;
    }
  }

  /** One part of the table; the fields are guarded by this, and {@code time} is read without. */
  private final class Stripe {
    volatile Places places = new Places(FEW, 0);
    int time; // counts what is put in; read without the lock, like the two below
    int soon = FEW / REFRESHED;
    int surprises;
    long dropped;
    private int oldHands; // touched after a long time, since the time below
    private int since;

    synchronized Shadowed findOrAdd(Object o, int hash) {
      Shadowed known = places.find(o, hash);
      if (known != null) {
        return known;
      }
      int i = places.choose(hash, time);
      if (places.shadows[i] != null && mayGrow()) {
        grow();
        i = places.choose(hash, time);
      }
      Shadowed before = places.shadows[i];
      if (before != null) {
        surprises += time - places.time(i) <= soon ? 1 : 0;
        drop(before, i);
      }
      Shadowed made = make(o);
      places.set(i, made, hash, time++);
      return made;
    }

    /**
     * A shadow that gives way has left the caches long ago: it is looked at as seldom as can be.
     */
    private void drop(Shadowed s, int i) {
      if (time % COUNTED == 0 && !s.refersTo(null)) {
        dropped += COUNTED;
      }
      if (places.hold[i]) {
        places.hold[i] = false;
        s.free();
      }
    }

    synchronized boolean holdsMemory(Shadowed s) {
      boolean there = places.holds(s);
      if (there) {
        places.hold[s.place] = true;
      }
      return there;
    }

    /** Up to the usual size without more ado, then if enough of what is there is used for long. */
    private boolean mayGrow() {
      int size = places.shadows.length;
      if (size < USUAL) {
        return size < most();
      }
      if (time - since < size) {
        return false;
      }
      boolean many = oldHands > (time - since) / OLD_HANDS;
      since = time;
      oldHands = 0;
      return many && size < most();
    }

    private long most() {
      return Math.max(FEW, ShadowMemory.limit() / BYTES_PER_PLACE / STRIPES);
    }

    private void grow() {
      Places old = places;
      Places more = new Places(old.shadows.length * 2, time);
      for (int i = 0; i < old.shadows.length; i++) {
        Shadowed s = old.shadows[i];
        if (s != null && !s.refersTo(null)) {
          more.set(more.choose(old.hash(i), time), s, old.hash(i), old.time(i));
          more.hold[s.place] = old.hold[i];
        } else if (old.hold[i]) {
          s.free();
        }
      }
      places = more;
      soon = more.shadows.length / REFRESHED;
      surprises++;
    }

    synchronized void clear() {
      for (int i = 0; i < places.hold.length; i++) {
        if (places.hold[i]) {
          places.shadows[i].free();
        }
      }
      places = new Places(FEW, time);
      soon = FEW / REFRESHED;
      surprises++;
    }

    /** Without the lock: what is lost is counted later. */
    @DontInline
    void refresh(Places p, int i, Shadowed shadow, int now) {
      if (i < p.shadows.length && p.shadows[i] == shadow) {
        if (now - p.time(i) > p.shadows.length / 2) {
          oldHands++;
        }
        p.time(i, now);
      }
    }
  }
}
