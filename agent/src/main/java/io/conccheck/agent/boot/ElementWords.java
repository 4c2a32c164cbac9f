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

  /** Reads an element whose write word is at that place, followed by its read word. */
  static void read(long[] c, int at, int index, ThreadState ts, int site, ArrayShadow shadow) {
    long w = c[at];
    long r = c[at + 1];
    if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.read(ts, w, r, site, shadow, -1 - index);
      if (c[at] != w || c[at + 1] != r) { // another thread came between: see it, and be seen
        r = c[at + 1];
        now = Shadow.read(ts, c[at], r, site, shadow, -1 - index);
      }
      if (now != r) {
        c[at + 1] = now;
      }
    }
  }

  /** Like {@link #read(long[], int, int, ThreadState, int, ArrayShadow)} for a write. */
  static void write(long[] c, int at, int index, ThreadState ts, int site, ArrayShadow shadow) {
    long w = c[at];
    long r = c[at + 1];
    if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.write(ts, w, r, site, shadow, -1 - index);
      if (c[at] != w || c[at + 1] != r) {
        now = Shadow.write(ts, c[at], c[at + 1], site, shadow, -1 - index);
      }
      if (now != 0) {
        c[at] = now;
        c[at + 1] = now;
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
