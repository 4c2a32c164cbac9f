package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The shadow words of one array, which is its entry in the table of arrays as well: a few ranges
 * until threads divide it further or go through it element by element, single elements from then
 * on, ranges again once the whole of it is written at one go. The elements of a short array have
 * words of their own from the first access to a part of it on, and of a small one in any case. What
 * is found is found per element either way.
 *
 * <p>Any thread may call it, without a lock. {@link RangeWords} are immutable and replaced by
 * compare-and-set; an access that finds them replaced looks again. {@link ElementWords} have words
 * of their own for each element. A change from the latter back to ranges comes from a thread that
 * has written every element: in a program that orders its accesses nobody else is at work on the
 * array then.
 */
final class ArrayShadow extends ShadowTable.Shadowed {

  /** Arrays up to that length have words for each element from the start. */
  private static final int SMALL = 4;

  /** Up to that length they get them with the first access to a part of the array. */
  private static final int SHORT = 16;

  private static final VarHandle STATE = handle();

  /** Accesses to single elements that changed ranges before elements get words of their own. */
  private static final int PATIENCE = 64;

  final int length;

  /** Words of a short array, RangeWords or ElementWords; null for good once they were freed. */
  private volatile Object state;

  private short singles; // without order: a lost count is counted later

  ArrayShadow(Object array) {
    super(array);
    this.length = Buffers.length(array);
    this.state = length <= SMALL ? new long[length * 2] : RangeWords.untouched(length);
  }

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(ArrayShadow.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  void free() {
    Object old = (Object) STATE.getAndSet(this, null);
    if (old instanceof ElementWords) {
      ShadowMemory.give(((ElementWords) old).bytes());
    }
  }

  /** That element, which lies in the array, is read. */
  void read(int index, ThreadState ts, int site) {
    Object words = state;
    if (words instanceof long[]) {
      ElementWords.read((long[]) words, index << 1, index, ts, site, this);
    } else if (words instanceof ElementWords) {
      ((ElementWords) words).read(index, ts, site, this);
    } else {
      read(index, index + 1, ts, site);
    }
  }

  /** Like {@link #read(int, ThreadState, int)} for an element that is written. */
  void write(int index, ThreadState ts, int site) {
    Object words = state;
    if (words instanceof long[]) {
      ElementWords.write((long[]) words, index << 1, index, ts, site, this);
    } else if (words instanceof ElementWords) {
      ((ElementWords) words).write(index, ts, site, this);
    } else {
      write(index, index + 1, ts, site);
    }
  }

  /** Elements {@code from} up to, not including, {@code to}, which lie in the array, are read. */
  @DontInline
  void read(int from, int to, ThreadState ts, int site) {
    int at = from;
    while (at < to) {
      Object now = state;
      if (!(now instanceof RangeWords)) {
        readElements(now, at, to, ts, site);
        return;
      }
      RangeWords ranges = (RangeWords) now;
      int i = ranges.find(at);
      int stop = Math.min(to, ranges.end(i));
      long w = ranges.write(i);
      long r = ranges.read(i);
      if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
        long mine = Shadow.read(ts, w, r, site, this, -1 - at);
        if (mine != r && !replace(ranges, ranges.with(i, at, stop, w, mine), to - from)) {
          continue;
        }
      }
      at = stop;
    }
  }

  /** Like {@link #read(int, int, ThreadState, int)} for elements that are written. */
  @DontInline
  void write(int from, int to, ThreadState ts, int site) {
    int at = from;
    while (at < to) {
      Object now = state;
      if (!(now instanceof RangeWords)) {
        writeElements(now, at, to, ts, site);
        return;
      }
      RangeWords ranges = (RangeWords) now;
      int i = ranges.find(at);
      int stop = Math.min(to, ranges.end(i));
      long w = ranges.write(i);
      long r = ranges.read(i);
      if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
        long mine = Shadow.write(ts, w, r, site, this, -1 - at);
        if (mine != 0 && !replace(ranges, ranges.with(i, at, stop, mine, mine), to - from)) {
          continue;
        }
      }
      at = stop;
    }
  }

  /** False if another thread was first, so that the access must be looked at again. */
  @DontInline
  private boolean replace(RangeWords seen, RangeWords next, int accessed) {
    Object now = next;
    long more = 0;
    if (length <= SHORT && next.count() > 1) {
      now = next.each(length);
    } else if (next.count() > RangeWords.MOST || accessed == 1 && ++singles > PATIENCE) {
      now = new ElementWords(next, length);
      more = ElementWords.bytes(length);
    }
    if (more != 0 && !ShadowMemory.take(more)) {
      return true; // there is no memory to keep this access in
    }
    if (STATE.compareAndSet(this, seen, now)) {
      if (more != 0 && !Arrays.holdsMemory(this)) {
        state = null;
        ShadowMemory.give(more);
      }
      return true;
    }
    ShadowMemory.give(more);
    return state == null;
  }

  @DontInline
  private void readElements(Object words, int from, int to, ThreadState ts, int site) {
    if (words instanceof long[]) {
      ElementWords.readAll((long[]) words, from, to, ts, site, this);
      return;
    }
    for (int i = from; words != null && i < to; i++) {
      ((ElementWords) words).read(i, ts, site, this);
    }
  }

  @DontInline
  private void writeElements(Object words, int from, int to, ThreadState ts, int site) {
    if (words instanceof long[]) {
      ElementWords.writeAll((long[]) words, from, to, ts, site, this);
      return;
    }
    for (int i = from; words != null && i < to; i++) {
      ((ElementWords) words).write(i, ts, site, this);
    }
    if (words instanceof ElementWords && from == 0 && to == length && ts.epoch != 0) {
      RangeWords written = RangeWords.written(length, ts.epoch | site);
      if (STATE.compareAndSet(this, words, written)) {
        singles = 0;
        ShadowMemory.give(((ElementWords) words).bytes());
      }
    }
  }
}
