package io.conccheck.agent.boot;

import java.lang.ref.WeakReference;

/**
 * The shadow words of one array: a few ranges until threads divide it further, single elements from
 * then on, ranges again once the whole of it is written. What is found is found per element either
 * way.
 *
 * <p>Any thread may call it. Exactly one of {@link #ranges} and {@link #elements} is set, none once
 * the shadow was dropped; both change under this.
 */
final class ArrayShadow extends WeakReference<Object> {

  final int length;
  private volatile RangeWords ranges;
  private volatile ElementWords elements;

  /** A shadow without any access, of an array with at least one element. */
  ArrayShadow(Object array, int length) {
    super(array);
    this.length = length;
    this.ranges = new RangeWords(length);
  }

  /** Bytes that a new shadow takes. */
  static long size() {
    return 96L + RangeWords.bytes(1);
  }

  /** Bytes that this shadow takes. */
  long bytes() {
    RangeWords r = ranges;
    ElementWords e = elements;
    return 96L + (r != null ? r.bytes() : e != null ? e.bytes() : 0);
  }

  /** Forgets everything, for good; without a lock, as others may be at work on it. */
  void drop() {
    ranges = null;
    elements = null;
  }

  boolean isDropped() {
    return ranges == null && elements == null;
  }

  /** Elements {@code from} up to, not including, {@code to}, which lie in the array, are read. */
  void read(int from, int to, ThreadState ts, int site) {
    int at = from;
    while (at < to) {
      RangeWords now = ranges;
      int i = now == null ? 0 : now.find(at);
      if (now == null || i == now.count) {
        at = readElements(at, to, ts, site);
        continue;
      }
      int stop = Math.min(to, now.end(i));
      long w = now.write(i);
      long r = now.read(i);
      if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
        long mine = Shadow.read(ts, w, r, site, get(), -1 - at);
        if (mine != r && !now.set(i, at, stop, w, mine) && !split(now, at, stop, w, mine)) {
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
      RangeWords now = ranges;
      int i = now == null ? 0 : now.find(at);
      if (now == null || i == now.count) {
        at = writeElements(at, to, ts, site);
        continue;
      }
      int stop = Math.min(to, now.end(i));
      long w = now.write(i);
      long r = now.read(i);
      if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
        long mine = Shadow.write(ts, w, r, site, get(), -1 - at);
        if (mine != 0 && !now.set(i, at, stop, mine, mine) && !split(now, at, stop, mine, mine)) {
          continue;
        }
      }
      at = stop;
    }
  }

  /** False if another thread has split meanwhile, so that the access must be looked at again. */
  private synchronized boolean split(RangeWords seen, int from, int to, long w, long r) {
    if (ranges != seen) {
      return false;
    }
    RangeWords next = seen.with(from, to, w, r);
    if (next.count > RangeWords.MOST) {
      if (ShadowMemory.take(ElementWords.bytes(length)) && ranges == seen) {
        elements = new ElementWords(next, length);
        ranges = null;
      }
    } else if (ShadowMemory.take(next.bytes() - seen.bytes()) && ranges == seen) {
      ranges = next;
    }
    return true;
  }

  private int readElements(int from, int to, ThreadState ts, int site) {
    ElementWords e = elements;
    for (int i = from; e != null && i < to; i++) {
      e.read(i, ts, site, this);
    }
    return to;
  }

  private int writeElements(int from, int to, ThreadState ts, int site) {
    ElementWords e = elements;
    for (int i = from; e != null && i < to; i++) {
      e.write(i, ts, site, this);
    }
    if (e != null && from == 0 && to == length && length > 1 && ts.epoch != 0) {
      gather(e, ts.epoch | site);
    }
    return to;
  }

  /** The whole array was written: one range again. */
  private synchronized void gather(ElementWords seen, long word) {
    if (elements == seen) {
      ShadowMemory.give(seen.bytes() - RangeWords.bytes(1));
      ranges = RangeWords.written(length, word);
      elements = null;
    }
  }
}
