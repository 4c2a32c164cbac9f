package io.conccheck.agent.boot;

/**
 * The shadow words of an array element by element, for arrays that threads touch in no order that
 * ranges could follow: chunks that are made when first touched, until when the ranges of before
 * hold. Words are read and stored without order ({@link Shadow} tells why).
 */
final class ElementWords {

  private static final int CHUNK_BITS = 6;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final RangeWords before;
  private final int length;
  private final long[][] chunks;
  private volatile long bytes; // changed under this

  ElementWords(RangeWords before, int length) {
    this.before = before;
    this.length = length;
    this.chunks = new long[(length - 1 >>> CHUNK_BITS) + 1][];
    this.bytes = bytes(length);
  }

  /** Bytes that are taken before there are chunks. */
  static long bytes(int length) {
    return 512L + ((length - 1 >>> CHUNK_BITS) + 1) * 4L;
  }

  long bytes() {
    return bytes;
  }

  void read(int index, ThreadState ts, int site, ArrayShadow shadow) {
    long[] c = chunk(index);
    if (c != null) {
      read(c, (index & (CHUNK - 1)) << 1, index, ts, site, shadow);
    }
  }

  void write(int index, ThreadState ts, int site, ArrayShadow shadow) {
    long[] c = chunk(index);
    if (c != null) {
      write(c, (index & (CHUNK - 1)) << 1, index, ts, site, shadow);
    }
  }

  /**
   * Reads an element whose write word is at that place, followed by its read word.
   *
   * @return the read word of whatever element has these words; 0 if another thread came between
   */
  static long read(long[] c, int at, int index, ThreadState ts, int site, ArrayShadow shadow) {
    long w = c[at];
    long r = c[at + 1];
    if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS == 0) {
      return r;
    }
    long now = Shadow.read(ts, w, r, site, shadow, -1 - index);
    boolean alone = c[at] == w && c[at + 1] == r;
    if (!alone) { // see it, and be seen
      r = c[at + 1];
      now = Shadow.read(ts, c[at], r, site, shadow, -1 - index);
    }
    if (now != r) {
      c[at + 1] = now;
    }
    return alone ? now : 0;
  }

  /**
   * Reads all from one element up to another; neighbours with the same words are looked at once.
   */
  static void readAll(long[] c, int from, int to, ThreadState ts, int site, ArrayShadow shadow) {
    long w = 0;
    long r = 0;
    long now = 0;
    for (int i = from; i < to; i++) {
      int at = i << 1;
      long write = c[at];
      long read = c[at + 1];
      if (now != 0 && write == w && read == r) {
        c[at + 1] = now;
      } else {
        w = write;
        r = read;
        now = read(c, at, i, ts, site, shadow);
      }
    }
  }

  /** Like {@link #read(long[], int, int, ThreadState, int, ArrayShadow)} for a write. */
  static long write(long[] c, int at, int index, ThreadState ts, int site, ArrayShadow shadow) {
    long w = c[at];
    long r = c[at + 1];
    if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS == 0) {
      return 0;
    }
    long now = Shadow.write(ts, w, r, site, shadow, -1 - index);
    boolean alone = c[at] == w && c[at + 1] == r;
    if (!alone) {
      now = Shadow.write(ts, c[at], c[at + 1], site, shadow, -1 - index);
    }
    if (now != 0) {
      c[at] = now;
      c[at + 1] = now;
    }
    return alone ? now : 0;
  }

  /** Like {@link #readAll} for writes. */
  static void writeAll(long[] c, int from, int to, ThreadState ts, int site, ArrayShadow shadow) {
    long w = 0;
    long r = 0;
    long now = 0;
    for (int i = from; i < to; i++) {
      int at = i << 1;
      long write = c[at];
      long read = c[at + 1];
      if (now != 0 && write == w && read == r) {
        c[at] = now;
        c[at + 1] = now;
      } else {
        w = write;
        r = read;
        now = write(c, at, i, ts, site, shadow);
      }
    }
  }

  private long[] chunk(int index) {
    long[] c = chunks[index >>> CHUNK_BITS];
    return c != null ? c : create(index >>> CHUNK_BITS);
  }

  /** The new chunk, or null if there is no memory for it. */
  private long[] create(int i) {
    Pin.on();
    try {
      return createOnce(i);
    } finally {
      Pin.off();
    }
  }

  private synchronized long[] createOnce(int i) {
    int first = i << CHUNK_BITS;
    int size = Math.min(CHUNK, length - first);
    if (chunks[i] == null && ShadowMemory.take(size * 16L)) {
      long[] c = new long[size * 2];
      for (int k = 0; k < size; k++) {
        int range = before.find(first + k);
        c[k << 1] = before.write(range);
        c[(k << 1) + 1] = before.read(range);
      }
      chunks[i] = c;
      bytes += size * 16L;
    }
    return chunks[i];
  }
}
