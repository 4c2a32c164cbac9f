package io.conccheck.agent.boot;

import java.lang.ref.WeakReference;

/**
 * The shadow words of one array: for each element the word of the last write and of the last read,
 * in chunks that are made when first touched.
 */
final class ArrayShadow {

  private static final int CHUNK_BITS = 6;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final WeakReference<Object> array;
  private final int length;
  private final long[][] chunks;
  private volatile long bytes; // changed under this

  ArrayShadow(Object array, int length) {
    this.array = new WeakReference<Object>(array);
    this.length = length;
    this.bytes = size(length);
    this.chunks = new long[length + CHUNK - 1 >>> CHUNK_BITS][];
  }

  void read(int index, ThreadState ts, int site) {
    if (index >= length) {
      return;
    }
    long[] c = chunk(index);
    if (c == null) {
      return;
    }
    int at = (index & (CHUNK - 1)) << 1;
    long r = c[at + 1];
    if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.read(ts, c[at], r, site, array.get(), -1 - index);
      if (now != r) {
        c[at + 1] = now;
      }
    }
  }

  void write(int index, ThreadState ts, int site) {
    if (index >= length) {
      return;
    }
    long[] c = chunk(index);
    if (c == null) {
      return;
    }
    int at = (index & (CHUNK - 1)) << 1;
    long w = c[at];
    long r = c[at + 1];
    if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.write(ts, w, r, site, array.get(), -1 - index);
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
  private synchronized long[] create(int i) {
    if (chunks[i] == null && ShadowMemory.take(CHUNK * 16L)) {
      chunks[i] = new long[CHUNK * 2];
      bytes += CHUNK * 16L;
    }
    return chunks[i];
  }

  /** Bytes that this shadow takes. */
  long bytes() {
    return bytes;
  }

  /** Bytes that a shadow takes before it has chunks. */
  static long size(int length) {
    return 64L + (length + CHUNK - 1 >>> CHUNK_BITS) * 4L;
  }
}
