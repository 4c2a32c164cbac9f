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
class RangeWords {

  /** More ranges than that are kept as single elements. */
  static final int MOST = 16;

  /** Every short array begins with one of these. */
  private static final RangeWords[] SHORT = untouchedUpTo(64);

  private final int end; // of the only range, exclusive
  private final long write;
  private final long read;

  private RangeWords(int length) {
    this(length, 0, 0);
  }

  private RangeWords(int end, long write, long read) {
    this.end = end;
    this.write = write;
    this.read = read;
  }

  /** One range of untouched elements. */
  static RangeWords untouched(int length) {
    return length < SHORT.length ? SHORT[length] : new RangeWords(length);
  }

  private static RangeWords[] untouchedUpTo(int longest) {
    RangeWords[] made = new RangeWords[longest + 1];
    for (int i = 0; i <= longest; i++) {
      made[i] = new RangeWords(i);
    }
    return made;
  }

  /** One range whose elements were all written. */
  static RangeWords written(int length, long word) {
    return new RangeWords(length, word, word);
  }

  /** How many ranges there are. */
  int count() {
    return 1;
  }

  /** The range that holds the element, which lies in the array. */
  int find(int element) {
    return 0;
  }

  int end(int range) {
    return end;
  }

  long write(int range) {
    return write;
  }

  long read(int range) {
    return read;
  }

  /** The words of each of so many elements, one after the other. */
  long[] each(int length) {
    long[] words = new long[length * 2];
    for (int i = 0; i < length; i++) {
      int range = find(i);
      words[i << 1] = write(range);
      words[(i << 1) + 1] = read(range);
    }
    return words;
  }

  /** A list in which the elements {@code from} up to {@code to}, all of that range, differ. */
  RangeWords with(int range, int from, int to, long w, long r) {
    int count = count();
    if (count == 1 && from == 0 && to == end) {
      return new RangeWords(end, w, r);
    }
    int start = range == 0 ? 0 : end(range - 1);
    Builder b = new Builder(count + 2);
    for (int i = 0; i < range; i++) {
      b.add(end(i), write(i), read(i));
    }
    if (start < from) {
      b.add(from, write(range), read(range));
    }
    b.add(to, w, r);
    for (int i = to < end(range) ? range : range + 1; i < count; i++) {
      b.add(end(i), write(i), read(i));
    }
    return b.build();
  }

  /** More than one range. */
  private static final class Several extends RangeWords {
    private final int count;
    private final int[] ends; // exclusive, strictly ascending up to count
    private final long[] words; // write word and read word of each range

    Several(int count, int[] ends, long[] words) {
      super(ends[count - 1]);
      this.count = count;
      this.ends = ends;
      this.words = words;
    }

    @Override
    int count() {
      return count;
    }

    @Override
    int find(int element) {
      int i = 0;
      while (ends[i] <= element) {
        i++;
      }
      return i;
    }

    @Override
    int end(int range) {
      return ends[range];
    }

    @Override
    long write(int range) {
      return words[range << 1];
    }

    @Override
    long read(int range) {
      return words[(range << 1) + 1];
    }

    @Override
    RangeWords with(int range, int from, int to, long w, long r) {
      int start = range == 0 ? 0 : ends[range - 1];
      boolean alone =
          from == start
              && to == ends[range]
              && (range == 0 || !is(range - 1, w, r))
              && (range + 1 == count || !is(range + 1, w, r));
      if (!alone) {
        return super.with(range, from, to, w, r);
      }
      long[] changed = words.clone();
      changed[range << 1] = w;
      changed[(range << 1) + 1] = r;
      return new Several(count, ends, changed);
    }

    private boolean is(int range, long w, long r) {
      return words[range << 1] == w && words[(range << 1) + 1] == r;
    }
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
      return count == 1
          ? new RangeWords(ends[0], words[0], words[1])
          : new Several(count, ends, words);
    }
  }
}
