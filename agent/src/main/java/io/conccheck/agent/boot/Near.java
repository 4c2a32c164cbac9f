package io.conccheck.agent.boot;

/**
 * The entries of a {@link WeakIdentityMap} that one thread has found last, by hash: a thread mostly
 * asks for what it has asked for before, and the map itself is large, and shared by all. One
 * thread's; grows while entries push each other out.
 *
 * <p>Only for maps of which nothing is removed but dead objects: what was found once holds.
 */
final class Near {

  private static final int FIRST = 8;
  private static final int LARGEST = 1 << 12;
  private static final WeakIdentityMap.Entry[] NONE = {null};

  /** One thread's, of all maps. */
  static final class All {
    private static final int LAST = 4;

    /** Places in {@link #asked}; a power of two. */
    static final int PLACES = 64;

    final Near elements = new Near();
    final Near syncs = new Near();
    final Near locks = new Near();
    final Near handles = new Near();
    final Near maps = new Near();

    /** Of the locks that it took last, so that taking them again needs not even their hash. */
    final WeakIdentityMap.Entry[] last = new WeakIdentityMap.Entry[LAST];

    int next;

    /** Of the locks that it asked for last, by the places where it did. */
    final WeakIdentityMap.Entry[] asked = new WeakIdentityMap.Entry[PLACES];
  }

  private WeakIdentityMap.Entry[] places = NONE;
  private int pushedOut;

  /** The entry of that very object if it is at hand, or null. */
  WeakIdentityMap.Entry get(Object key, int hash) {
    WeakIdentityMap.Entry[] near = places;
    WeakIdentityMap.Entry e = near[hash & near.length - 1];
    return e != null && e.isOf(key, hash) ? e : null;
  }

  /** Like {@link #get}, looks in the map if it is not at hand. */
  WeakIdentityMap.Entry find(WeakIdentityMap map, Object key, int hash) {
    WeakIdentityMap.Entry e = get(key, hash);
    return e != null ? e : keep(map.find(key, hash), hash);
  }

  /** Like {@link #find}, makes an entry with that value if there is none. */
  WeakIdentityMap.Entry add(WeakIdentityMap map, Object key, int hash, Object value) {
    return keep(map.findOrAdd(key, hash, value), hash);
  }

  private WeakIdentityMap.Entry keep(WeakIdentityMap.Entry e, int hash) {
    if (e == null) {
      return null;
    }
    WeakIdentityMap.Entry[] near = places;
    if (near == NONE || near[hash & near.length - 1] != null && ++pushedOut > near.length * 4) {
      near = grow();
    }
    near[hash & near.length - 1] = e;
    return e;
  }

  private WeakIdentityMap.Entry[] grow() {
    pushedOut = 0;
    if (places.length < LARGEST) {
      places = new WeakIdentityMap.Entry[places == NONE ? FIRST : places.length * 4];
    }
    return places;
  }
}
