package io.conccheck.agent.boot;

/**
 * Sets of unordered reads, each stored once however many variables were read that way, so that a
 * read-shared variable costs one word that names its set. A word of a set has thread id 0xFFFF.
 *
 * <p>Sets are immutable; any thread may read {@link #SETS} without a lock, {@link #LOCK} guards
 * additions. When the table is full the newest read alone is kept: races with the others can then
 * be missed, none is invented ({@link #dropped} counts it).
 */
public final class ReadSets {

  private static final Object LOCK = new Object();
  private static final int LIMIT = 1 << 20;
  private static final long MARK = 0xFFFFL << ThreadState.TID_SHIFT;

  private static volatile long[][] sets = new long[256][];
  private static int size = 1;
  private static int[] index = new int[1024];
  private static volatile int dropped;

  private ReadSets() {}

  static boolean isSet(long word) {
    return word >>> ThreadState.TID_SHIFT == 0xFFFF;
  }

  static long[] elements(long word) {
    return sets[(int) (word & 0xFFFFFFFFL)];
  }

  /** The word for the reads in {@code word}, less those ordered before it, plus this one. */
  static long add(long word, ThreadState ts, long mine) {
    long[] old = isSet(word) ? elements(word) : new long[] {word};
    int kept = 0;
    for (long e : old) {
      if (!ts.covers(e)) {
        kept++;
      } else if ((e ^ mine) >>> ThreadState.SITE_BITS == 0) {
        return word;
      }
    }
    if (kept == 0) {
      return mine;
    }
    long[] set = new long[kept + 1];
    int n = 0;
    for (long e : old) {
      if (!ts.covers(e)) {
        set[n++] = e;
      }
    }
    set[n] = mine;
    sort(set);
    return intern(set, mine);
  }

  private static void sort(long[] a) {
    for (int i = 1; i < a.length; i++) {
      long v = a[i];
      int j = i - 1;
      while (j >= 0 && a[j] > v) {
        a[j + 1] = a[j];
        j--;
      }
      a[j + 1] = v;
    }
  }

  private static long intern(long[] set, long mine) {
    int h = hash(set);
    synchronized (LOCK) {
      int mask = index.length - 1;
      int i = h & mask;
      while (index[i] != 0) {
        if (same(sets[index[i]], set)) {
          return MARK | index[i];
        }
        i = i + 1 & mask;
      }
      if (size >= LIMIT) {
        dropped = dropped + 1;
        return mine;
      }
      if (size == sets.length) {
        long[][] more = new long[size * 2][];
        System.arraycopy(sets, 0, more, 0, size);
        sets = more;
      }
      sets[size] = set;
      index[i] = size++;
      if (size * 2 > index.length) {
        reindex();
      }
      return MARK | size - 1;
    }
  }

  private static void reindex() {
    int[] fresh = new int[index.length * 2];
    int mask = fresh.length - 1;
    for (int s = 1; s < size; s++) {
      int i = hash(sets[s]) & mask;
      while (fresh[i] != 0) {
        i = i + 1 & mask;
      }
      fresh[i] = s;
    }
    index = fresh;
  }

  private static int hash(long[] set) {
    long h = set.length;
    for (long e : set) {
      h = (h ^ e) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return (int) (h ^ h >>> 17);
  }

  private static boolean same(long[] a, long[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  /** How many times a read was dropped because the table was full. */
  public static int dropped() {
    return dropped;
  }
}
