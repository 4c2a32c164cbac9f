package io.conccheck.agent.boot;

/**
 * The shadow words of an array as a few ranges of elements that share them. Ranges split where an
 * access covers a part of one, and grow where a thread goes on from element to element.
 *
 * <p>How many ranges there are never changes: a split makes a new list, which its array's shadow
 * publishes under its lock. Words are stored and ends moved without a lock. An end only moves over
 * elements that the moving thread is accessing, to give them the words of their neighbours: a lost
 * move can hide a race of two simultaneous accesses, and invents none.
 */
final class RangeWords {

  /** More ranges than that are kept as single elements. */
  static final int MOST = 16;

  final int count;
  private final int[] ends; // exclusive, ascending; a range may be empty
  private final long[] words; // write word and read word of each range

  /** One range of untouched elements. */
  RangeWords(int length) {
    this(1, new int[] {length}, new long[2]);
  }

  private RangeWords(int count, int[] ends, long[] words) {
    this.count = count;
    this.ends = ends;
    this.words = words;
  }

  /** One range whose elements were all written. */
  static RangeWords written(int length, long word) {
    return new RangeWords(1, new int[] {length}, new long[] {word, word});
  }

  /** Bytes of a list of that many ranges. */
  static long bytes(int count) {
    return 64L + count * 20L;
  }

  long bytes() {
    return bytes(count);
  }

  /** The range that holds the element, count if there is none. */
  int find(int element) {
    int i = 0;
    while (i < count && ends[i] <= element) {
      i++;
    }
    return i;
  }

  int end(int range) {
    return ends[range];
  }

  private int start(int range) {
    return range == 0 ? 0 : ends[range - 1];
  }

  long write(int range) {
    return words[range << 1];
  }

  long read(int range) {
    return words[(range << 1) + 1];
  }

  /**
   * Gives those elements of a range new words if that needs no split.
   *
   * @return false if it does
   */
  boolean set(int range, int from, int to, long w, long r) {
    boolean head = from <= start(range);
    boolean tail = to >= ends[range];
    if (head && tail) {
      words[range << 1] = w;
      words[(range << 1) + 1] = r;
      return true;
    }
    if (head && range > 0 && is(range - 1, w, r)) {
      ends[range - 1] = to;
      return true;
    }
    if (tail && range + 1 < count && is(range + 1, w, r)) {
      ends[range] = from;
      return true;
    }
    return false;
  }

  private boolean is(int range, long w, long r) {
    return words[range << 1] == w && words[(range << 1) + 1] == r;
  }

  /** A list in which those elements have new words. */
  RangeWords with(int from, int to, long w, long r) {
    Builder b = new Builder(count + 2);
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = ends[i];
      b.add(start, Math.min(end, from), words[i << 1], words[(i << 1) + 1]);
      b.add(Math.max(start, from), Math.min(end, to), w, r);
      b.add(Math.max(start, to), end, words[i << 1], words[(i << 1) + 1]);
      start = Math.max(start, end);
    }
    return b.build();
  }

  /** Puts ranges in a row; equal neighbours become one. */
  private static final class Builder {
    private final int[] ends;
    private final long[] words;
    private int count;

    Builder(int most) {
      ends = new int[most];
      words = new long[most * 2];
    }

    void add(int from, int to, long w, long r) {
      if (from >= to) {
        return;
      }
      int last = (count - 1) << 1;
      if (count == 0 || words[last] != w || words[last + 1] != r) {
        words[count << 1] = w;
        words[(count << 1) + 1] = r;
        count++;
      }
      ends[count - 1] = to;
    }

    RangeWords build() {
      int[] e = new int[count];
      long[] w = new long[count * 2];
      System.arraycopy(ends, 0, e, 0, count);
      System.arraycopy(words, 0, w, 0, count * 2);
      return new RangeWords(count, e, w);
    }
  }
}
