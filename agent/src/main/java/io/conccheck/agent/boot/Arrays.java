package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Accesses to array elements, told by woven code before each, or for many at once where nothing can
 * order in between. Never throws; what would throw in the program (null, index out of range) is
 * passed over.
 */
public final class Arrays {

  private static final ShadowTable SHADOWS =
      new ShadowTable() {
        @Override
        Shadowed make(Object array) {
          return new ArrayShadow(array);
        }
      };

  private Arrays() {}

  /** An element is read. */
  public static void read(Object array, int index, ThreadState ts, int site) {
    if (array != null && (index & Sampling.INDEX_MASK) == 0) {
      Touched[] table = ts.touched;
      int hash = System.identityHashCode(array);
      if (!table[hash & table.length - 1].hasRead(array, hash, index, ts.epoch)) {
        readAnew(array, index, ts, site);
      }
    }
  }

  /** An element is written. */
  public static void write(Object array, int index, ThreadState ts, int site) {
    if (array != null && (index & Sampling.INDEX_MASK) == 0) {
      Touched[] table = ts.touched;
      int hash = System.identityHashCode(array);
      if (!table[hash & table.length - 1].hasWritten(array, hash, index, ts.epoch)) {
        writeAnew(array, index, ts, site);
      }
    }
  }

  @DontInline
  private static void readAnew(Object array, int index, ThreadState ts, int site) {
    Touched t = Sampling.ON && Sampling.skips(ts, site) ? null : touch(array, ts);
    if (t == null || index < 0 || index >= t.shadow.length || t.isRead(index, ts.epoch)) {
      return;
    }
    t.shadow.read(index, ts, site);
    if (!Optimistic.reads(ts)) {
      t.read(index, index + 1, ts.epoch);
    }
  }

  @DontInline
  private static void writeAnew(Object array, int index, ThreadState ts, int site) {
    Touched t = Sampling.ON && Sampling.skips(ts, site) ? null : touch(array, ts);
    if (t == null || index < 0 || index >= t.shadow.length || t.isWritten(index, ts.epoch)) {
      return;
    }
    t.shadow.write(index, ts, site);
    t.written(index, index + 1, ts.epoch);
  }

  /** An element is read at a site that is not off; the thread's state may be null. */
  @DontInline
  static void readSampled(Object array, int index, ThreadState known, int site) {
    if ((index & Sampling.INDEX_MASK) == 0) {
      ThreadState ts = Sampling.look(known, site);
      if (ts != null && index >= 0 && index < Integer.MAX_VALUE) {
        read(array, index, index + 1, ts, site);
      }
    }
  }

  /** Like {@link #readSampled} for an element that is written. */
  @DontInline
  static void writeSampled(Object array, int index, ThreadState known, int site) {
    if ((index & Sampling.INDEX_MASK) == 0) {
      ThreadState ts = Sampling.look(known, site);
      if (ts != null && index >= 0 && index < Integer.MAX_VALUE) {
        write(array, index, index + 1, ts, site);
      }
    }
  }

  /** Those elements from {@code from} up to, not including, {@code to} that exist are read. */
  public static void readRange(Object array, int from, int to, ThreadState ts, int site) {
    if (!(Sampling.ON && Sampling.skips(ts, site))) {
      read(array, from, to, ts, site);
    }
  }

  @DontInline
  private static void read(Object array, int from, int to, ThreadState ts, int site) {
    Touched t = to <= from ? null : touch(array, ts);
    if (t == null) {
      return;
    }
    int first = Math.max(from, 0);
    int end = Math.min(to, t.shadow.length);
    if (t.epoch == ts.epoch && first >= t.readFrom && end <= t.readTo || first >= end) {
      return;
    }
    t.shadow.read(first, end, ts, site);
    if (!Optimistic.reads(ts)) {
      t.read(first, end, ts.epoch);
    }
  }

  /** Those elements from {@code from} up to, not including, {@code to} that exist are written. */
  public static void writeRange(Object array, int from, int to, ThreadState ts, int site) {
    if (!(Sampling.ON && Sampling.skips(ts, site))) {
      write(array, from, to, ts, site);
    }
  }

  @DontInline
  private static void write(Object array, int from, int to, ThreadState ts, int site) {
    Touched t = to <= from ? null : touch(array, ts);
    if (t == null) {
      return;
    }
    int first = Math.max(from, 0);
    int end = Math.min(to, t.shadow.length);
    if (t.epoch == ts.epoch && first >= t.writtenFrom && end <= t.writtenTo || first >= end) {
      return;
    }
    t.shadow.write(first, end, ts, site);
    t.written(first, end, ts.epoch);
  }

  /** What the thread remembers of the array, or null if there is nothing to check. */
  private static Touched touch(Object array, ThreadState ts) {
    if (array == null || ts.epoch == 0 || ts.busy) {
      return null;
    }
    int hash = System.identityHashCode(array);
    Touched t = Touched.find(ts, array, hash);
    return t != null && SHADOWS.keeps(hash, t.told, t.surprises) ? t : lookUp(array, hash, t, ts);
  }

  @DontInline
  private static Touched lookUp(Object array, int hash, Touched known, ThreadState ts) {
    int surprises = SHADOWS.surprises(hash);
    Touched t = known;
    if (t != null && SHADOWS.holds(t.shadow, hash)) {
      t.tell(SHADOWS.touched(t.shadow, hash), surprises);
      return t;
    }
    ArrayShadow s = (ArrayShadow) SHADOWS.find(array, hash);
    if (s == null) {
      s = create(array, hash);
    }
    if (s == null) {
      return null;
    }
    if (t == null) {
      t = Touched.add(ts, s, hash);
    } else {
      t.shadow = s;
      t.epoch = -1;
    }
    t.tell(SHADOWS.touched(s, hash), surprises);
    return t;
  }

  private static ArrayShadow create(Object array, int hash) {
    return Buffers.length(array) == 0 ? null : (ArrayShadow) SHADOWS.findOrAdd(array, hash);
  }

  /** The shadow takes memory from now on; false if it is no longer in the table. */
  static boolean holdsMemory(ArrayShadow shadow) {
    Object array = shadow.get();
    return array != null && SHADOWS.holdsMemory(shadow, System.identityHashCode(array));
  }

  /** About how many arrays were forgotten that were not known to be dead. */
  public static long dropped() {
    return SHADOWS.dropped();
  }

  /** Forgets every access to every array: races across this point are missed, none is invented. */
  static void forget() {
    SHADOWS.clear();
  }
}
