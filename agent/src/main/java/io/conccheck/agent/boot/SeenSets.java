package io.conccheck.agent.boot;

/**
 * What adding this thread's read to a set gave, for the sets it met in this epoch, and the sets it
 * made, so that variables which are read alike share one. One thread's.
 */
final class SeenSets {

  private static final int SIZE = 64;

  private final long[] from = new long[SIZE];
  private final long[] to = new long[SIZE];
  private final long[] epochs = new long[SIZE];

  private final long[] pairs = new long[SIZE * 3]; // both reads and the word
  private final long[][] made = new long[SIZE][]; // larger ones

  private static final int MOST_NUMBERS = 64;

  private int block = 1;
  private long number; // the next one, unless all are used
  private long end;

  /** The word that the last {@link #hit} found. */
  long result;

  /**
   * True if the set was met in this epoch. The site of the first such read stands for all: which of
   * a thread's reads in one epoch is named makes no difference to order.
   */
  boolean hit(long word, long epoch) {
    int i = (int) word & (SIZE - 1);
    if (epochs[i] == epoch && from[i] == word) {
      result = to[i];
      return true;
    }
    return false;
  }

  void remember(long word, long result, long epoch) {
    this.result = result;
    store(word, result, epoch);
    store(result, result, epoch);
  }

  private void store(long word, long result, long epoch) {
    int i = (int) word & (SIZE - 1);
    from[i] = word;
    to[i] = result;
    epochs[i] = epoch;
  }

  /** Like {@link #made} for a pair, the lesser one first. */
  long pair(long a, long b) {
    long h = (a ^ Long.rotateLeft(b, 23)) * 0x9E3779B97F4A7C15L;
    int i = (int) (h ^ h >>> 32 ^ h >>> 17) & SIZE - 1;
    int at = i * 3;
    if (pairs[at] == a && pairs[at + 1] == b && ReadSets.isPair(pairs[at + 2], a, b)) {
      return pairs[at + 2];
    }
    pairs[at] = a;
    pairs[at + 1] = b;
    pairs[at + 2] = ReadSets.publish(a, b, next());
    return pairs[at + 2];
  }

  /**
   * The word of an equal set that the thread has made and that is still there, or of this one.
   *
   * @param set reads from index 1 on; its first element is set
   */
  long made(long[] set) {
    int i = hash(set) & (SIZE - 1);
    long[] before = made[i];
    if (before != null && same(before, set) && ReadSets.holds(before[0])) {
      return before[0];
    }
    made[i] = set;
    return ReadSets.publish(set, next());
  }

  /** Threads that make many sets take numbers in blocks, and so do not wait for one another. */
  private long next() {
    if (number == end) {
      number = ReadSets.numbers(block);
      end = number + block;
      block = Math.min(block * 2, MOST_NUMBERS);
    }
    return number++;
  }

  private static int hash(long[] set) {
    long h = set.length;
    for (int i = 1; i < set.length; i++) {
      h = (h ^ set[i]) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return (int) (h ^ h >>> 17);
  }

  private static boolean same(long[] a, long[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 1; i < a.length; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }
}
