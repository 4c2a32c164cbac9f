package io.conccheck.agent.boot;

import java.lang.ref.ReferenceQueue;

/**
 * The shadow words of one array, which are the value of its entry in the table of all arrays: a few
 * ranges until threads divide it further or go through it element by element, single elements from
 * then on, ranges again once the whole of it is written at one go. What is found is found per
 * element either way.
 *
 * <p>Any thread may call it, without a lock. {@link RangeWords} are immutable and replaced by
 * compare-and-set; an access that finds them replaced looks again. {@link ElementWords} have words
 * of their own for each element. A change from the latter back to ranges comes from a thread that
 * has written every element: in a program that orders its accesses nobody else is at work on the
 * array then.
 */
final class ArrayShadow extends WeakIdentityMap.Entry {

  /** Accesses to single elements that changed ranges before elements get words of their own. */
  private static final int PATIENCE = 64;

  private static final long OWN_BYTES = 64;

  final int length;
  private int singles; // without order: a lost count is counted later

  /**
   * A shadow.
   *
   * @param state RangeWords or ElementWords; null once it is dropped
   */
  ArrayShadow(Object array, Object state, ReferenceQueue<Object> queue) {
    super(array, state, queue);
    this.length = Buffers.length(array);
  }

  /** Bytes that a new shadow takes. */
  static long size() {
    return OWN_BYTES + RangeWords.smallest();
  }

  /** Bytes that a shadow with this state takes. */
  static long bytes(Object state) {
    if (state instanceof RangeWords) {
      return OWN_BYTES + ((RangeWords) state).bytes();
    }
    return state == null ? 0 : OWN_BYTES + ((ElementWords) state).bytes();
  }

  boolean isDropped() {
    return value == null;
  }

  /** Elements {@code from} up to, not including, {@code to}, which lie in the array, are read. */
  void read(int from, int to, ThreadState ts, int site) {
    int at = from;
    while (at < to) {
      Object now = value;
      if (!(now instanceof RangeWords)) {
        readElements((ElementWords) now, at, to, ts, site);
        return;
      }
      RangeWords ranges = (RangeWords) now;
      int i = ranges.find(at);
      int stop = Math.min(to, ranges.end(i));
      long w = ranges.write(i);
      long r = ranges.read(i);
      if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
        long mine = Shadow.read(ts, w, r, site, get(), -1 - at);
        if (mine != r && !replace(ranges, ranges.with(i, at, stop, w, mine), to - from)) {
          continue;
        }
      }
      at = stop;
    }
  }

  /** Like {@link #read} for elements that are written. */
  void write(int from, int to, ThreadState ts, int site) {
    int at = from;
    while (at < to) {
      Object now = value;
      if (!(now instanceof RangeWords)) {
        writeElements((ElementWords) now, at, to, ts, site);
        return;
      }
      RangeWords ranges = (RangeWords) now;
      int i = ranges.find(at);
      int stop = Math.min(to, ranges.end(i));
      long w = ranges.write(i);
      long r = ranges.read(i);
      if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
        long mine = Shadow.write(ts, w, r, site, get(), -1 - at);
        if (mine != 0 && !replace(ranges, ranges.with(i, at, stop, mine, mine), to - from)) {
          continue;
        }
      }
      at = stop;
    }
  }

  /** False if another thread was first, so that the access must be looked at again. */
  private boolean replace(RangeWords seen, RangeWords next, int accessed) {
    Object now = next;
    long more = next.bytes() - seen.bytes();
    if (next.count() > RangeWords.MOST || accessed == 1 && ++singles > PATIENCE) {
      now = new ElementWords(next, length);
      more = ElementWords.bytes(length);
    }
    if (more != 0 && !ShadowMemory.take(more)) {
      return true; // there is no memory to keep this access in
    }
    if (VALUE.compareAndSet(this, seen, now)) {
      return true;
    }
    ShadowMemory.give(more);
    return isDropped();
  }

  private void readElements(ElementWords e, int from, int to, ThreadState ts, int site) {
    for (int i = from; e != null && i < to; i++) {
      e.read(i, ts, site, this);
    }
  }

  private void writeElements(ElementWords e, int from, int to, ThreadState ts, int site) {
    for (int i = from; e != null && i < to; i++) {
      e.write(i, ts, site, this);
    }
    if (e != null && from == 0 && to == length && length > 1 && ts.epoch != 0) {
      RangeWords written = RangeWords.written(length, ts.epoch | site);
      if (VALUE.compareAndSet(this, e, written)) {
        singles = 0;
        ShadowMemory.give(e.bytes() - written.bytes());
      }
    }
  }
}
