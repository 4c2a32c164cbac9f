package io.conccheck.agent.boot;

/**
 * The shadow words of an array as a few ranges of elements that share them.
 *
 * <p>Immutable: an access makes a new list that differs in exactly the elements it touches, and the
 * array's shadow publishes it by a compare-and-set against the list it was made from. So an element
 * never has a word of an access to another one, however accesses interleave: were ranges grown or
 * given other words in place, one thread could widen a range while another says that it has read
 * all of it.
 */
final class RangeWords {

  /** More ranges than that are kept as single elements. */
  static final int MOST = 16;

  final int count;
  private final int[] ends; // exclusive, strictly ascending up to count
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

  /** Bytes of a new list. */
  static long smallest() {
    return bytes(1);
  }

  private static long bytes(int room) {
    return 64L + room * 20L;
  }

  long bytes() {
    return bytes(ends.length);
  }

  /** The range that holds the element, which lies in the array. */
  int find(int element) {
    int i = 0;
    while (ends[i] <= element) {
      i++;
    }
    return i;
  }

  int end(int range) {
    return ends[range];
  }

  long write(int range) {
    return words[range << 1];
  }

  long read(int range) {
    return words[(range << 1) + 1];
  }

  /** A list in which the elements {@code from} up to {@code to}, all of that range, differ. */
  RangeWords with(int range, int from, int to, long w, long r) {
    int start = range == 0 ? 0 : ends[range - 1];
    boolean alone =
        from == start
            && to == ends[range]
            && (range == 0 || !is(range - 1, w, r))
            && (range + 1 == count || !is(range + 1, w, r));
    if (alone) {
      long[] changed = words.clone();
      changed[range << 1] = w;
      changed[(range << 1) + 1] = r;
      return new RangeWords(count, ends, changed);
    }
    Builder b = new Builder(count + 2);
    for (int i = 0; i < range; i++) {
      b.add(ends[i], words[i << 1], words[(i << 1) + 1]);
    }
    if (start < from) {
      b.add(from, words[range << 1], words[(range << 1) + 1]);
    }
    b.add(to, w, r);
    for (int i = to < ends[range] ? range : range + 1; i < count; i++) {
      b.add(ends[i], words[i << 1], words[(i << 1) + 1]);
    }
    return b.build();
  }

  private boolean is(int range, long w, long r) {
    return words[range << 1] == w && words[(range << 1) + 1] == r;
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

    void add(int end, long w, long r) {
      int last = (count - 1) << 1;
      if (count == 0 || words[last] != w || words[last + 1] != r) {
        words[count << 1] = w;
        words[(count << 1) + 1] = r;
        count++;
      }
      ends[count - 1] = end;
    }

    RangeWords build() {
      return new RangeWords(count, ends, words);
    }
  }
}
