package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Sets of unordered reads, so that a read-shared variable costs one word that names its set. A word
 * of a set has thread id 0xFFFF and the set's number.
 *
 * <p>A set never changes. The newest go round a ring: one whose place was taken by a newer one
 * stands for no read any more. Races with those reads can then be missed, none is invented ({@link
 * #dropped} counts them). Any thread may call this, without a lock.
 *
 * <p>Nearly all are pairs: these are plain numbers side by side, which the collector need not copy,
 * each pair with a third number that tells its word if, and only if, all three belong together.
 * Others are arrays that hold their word before their reads.
 */
public final class ReadSets {

  private static final long MARK = 0xFFFFL << ThreadState.TID_SHIFT;
  private static final long[] NONE = {0};

  /** A pair takes 24 bytes, so all of them at most a fortieth of the largest heap. */
  private static final long BYTES_OF_HEAP = 1 << 10;

  private static final int SMALLEST = 1 << 13;
  private static final int LARGEST = 1 << 20;

  private static final int PLACES = places();
  private static final int WIDTH = 3; // numbers of a pair
  private static final int CHUNK = 1 << 10; // pairs that get memory together

  private static final long[][] PAIRS = new long[PLACES / CHUNK][]; // changed under the class
  private static volatile long[][] others; // by place; null until there are some
  private static final VarHandle COUNT = handle();

  private static volatile long count;

  private ReadSets() {}

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findStaticVarHandle(ReadSets.class, "count", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static int places() {
    long most = Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP;
    int n = SMALLEST;
    while (n < LARGEST && n * 2L <= most) {
      n *= 2;
    }
    return n;
  }

  static boolean isSet(long word) {
    return word >>> ThreadState.TID_SHIFT == 0xFFFF;
  }

  /** The reads of the set, from index 1 on. */
  static long[] elements(long word) {
    int place = (int) word & PLACES - 1;
    long[] pairs = PAIRS[place / CHUNK];
    if (pairs != null) {
      int at = place % CHUNK * WIDTH;
      long a = pairs[at];
      long b = pairs[at + 1];
      if ((pairs[at + 2] ^ mix(a, b)) == word) {
        return new long[] {word, a, b};
      }
    }
    long[][] larger = others;
    long[] set = larger == null ? null : larger[place];
    return set != null && set[0] == word ? set : NONE;
  }

  /** True unless the place of that set was taken by a newer one. */
  static boolean holds(long word) {
    return elements(word) != NONE;
  }

  /** True if that word stands for that pair, the lesser one first, and its place was not taken. */
  static boolean isPair(long word, long a, long b) {
    int place = (int) word & PLACES - 1;
    long[] pairs = PAIRS[place / CHUNK];
    int at = place % CHUNK * WIDTH;
    return pairs != null
        && pairs[at] == a
        && pairs[at + 1] == b
        && pairs[at + 2] == (word ^ mix(a, b));
  }

  private static long mix(long a, long b) {
    long h = (a ^ Long.rotateLeft(b, 29)) * 0x9E3779B97F4A7C15L;
    return (h ^ h >>> 32 ^ b) * 0xBF58476D1CE4E5B9L;
  }

  /** The word for the reads in {@code word}, less those ordered before it, plus this one. */
  static long add(long word, ThreadState ts, long mine) {
    if (!isSet(word)) {
      return ts.covers(word) ? addToAny(word, ts, mine) : pair(ts, word, mine);
    }
    int place = (int) word & PLACES - 1;
    long[] pairs = PAIRS[place / CHUNK];
    if (pairs != null) {
      int at = place % CHUNK * WIDTH;
      long a = pairs[at];
      long b = pairs[at + 1];
      boolean knowsA = ts.covers(a);
      if ((pairs[at + 2] ^ mix(a, b)) == word && (knowsA || ts.covers(b))) {
        return addToPair(word, ts, a, b, knowsA, mine);
      }
    }
    return addToAny(word, ts, mine);
  }

  /**
   * To a pair of which one at least is ordered before this read, as a read of its own mostly is.
   */
  private static long addToPair(
      long word, ThreadState ts, long a, long b, boolean knowsA, long mine) {
    if (knowsA && isSame(a, mine) || isSame(b, mine)) {
      return word;
    }
    return !knowsA ? pair(ts, a, mine) : ts.covers(b) ? mine : pair(ts, b, mine);
  }

  private static boolean isSame(long read, long mine) {
    return (read ^ mine) >>> ThreadState.SITE_BITS == 0;
  }

  private static long pair(ThreadState ts, long other, long mine) {
    return ts.seen.pair(Math.min(other, mine), Math.max(other, mine));
  }

  private static long addToAny(long word, ThreadState ts, long mine) {
    long[] old = isSet(word) ? elements(word) : new long[] {0, word};
    int kept = 0;
    for (int i = 1; i < old.length; i++) {
      if (!ts.covers(old[i])) {
        kept++;
      } else if (isSame(old[i], mine)) {
        return word;
      }
    }
    if (kept == 0) {
      return mine;
    }
    long[] set = new long[kept + 2];
    int n = 1;
    for (int i = 1; i < old.length; i++) {
      if (!ts.covers(old[i])) {
        set[n++] = old[i];
      }
    }
    set[n] = mine;
    sort(set);
    return kept == 1 ? ts.seen.pair(set[1], set[2]) : ts.seen.made(set);
  }

  /** By value, so that equal sets are the same array of numbers. */
  private static void sort(long[] a) {
    for (int i = 2; i < a.length; i++) {
      long v = a[i];
      int j = i - 1;
      while (j > 0 && a[j] > v) {
        a[j + 1] = a[j];
        j--;
      }
      a[j + 1] = v;
    }
  }

  /** The first of so many numbers for sets. */
  static long numbers(int n) {
    return (long) COUNT.getAndAdd((long) n) + 1;
  }

  /** Gives the set the word of that number, which becomes its first element. */
  static long publish(long[] set, long number) {
    if (set.length == WIDTH) {
      set[0] = publish(set[1], set[2], number);
      return set[0];
    }
    long word = MARK | number;
    set[0] = word;
    long[][] larger = others;
    if (larger == null) {
      larger = makeOthers();
    }
    VarHandle.releaseFence();
    larger[(int) word & PLACES - 1] = set;
    return word;
  }

  /** Like {@link #publish(long[], long)} for a pair, the lesser one first. */
  static long publish(long a, long b, long number) {
    long word = MARK | number;
    int place = (int) word & PLACES - 1;
    long[] pairs = PAIRS[place / CHUNK];
    if (pairs == null) {
      pairs = makePairs(place / CHUNK);
    }
    int at = place % CHUNK * WIDTH;
    pairs[at] = a;
    pairs[at + 1] = b;
    pairs[at + 2] = word ^ mix(a, b);
    VarHandle.releaseFence(); // whoever finds the word finds the pair
    return word;
  }

  private static long[] makePairs(int chunk) {
    Pin.on();
    try {
      synchronized (ReadSets.class) {
        if (PAIRS[chunk] == null) {
          PAIRS[chunk] = new long[CHUNK * WIDTH];
        }
        return PAIRS[chunk];
      }
    } finally {
      Pin.off();
    }
  }

  private static long[][] makeOthers() {
    Pin.on();
    try {
      synchronized (ReadSets.class) {
        if (others == null) {
          others = new long[PLACES][];
        }
        return others;
      }
    } finally {
      Pin.off();
    }
  }

  /** About how many sets gave way to newer ones: numbers that were not yet used count. */
  public static long dropped() {
    return Math.max(0, count - PLACES);
  }
}
