package io.conccheck.agent.boot;

/**
 * What one thread remembers of an array it has touched: its shadow, and which elements it has read
 * and written in the present epoch. An access among those needs no further check: any unordered
 * access of another thread since was held against the first one. One thread's.
 *
 * <p>The thread keeps these in a table of sets of two, by the array's identity hash, which grows
 * while they push each other out.
 */
final class Touched {

  private static final int LARGEST = 1 << 12;

  private static final Touched NOTHING = new Touched();

  /** The table of a thread that has touched no array. */
  static final Touched[] NONE = {NOTHING, NOTHING};

  /** Present for the elements below if it is the thread's; never that of a thread at first. */
  long epoch = -1;

  /** What {@link ShadowTable#keeps} wants to know. */
  int told;

  int surprises;

  int readFrom;
  int readTo;
  int writtenFrom;
  int writtenTo;
  ArrayShadow shadow;

  /** Columns read of the arrays in this one in the present epoch, and those written; or null. */
  private Columns columnsRead;

  private Columns columnsWritten;

  /** Identity hash of the array, so that a look at another one's shadow is seldom needed. */
  int hash;

  /** True if this is about that array, and the element was read in the epoch that is now. */
  boolean hasRead(Object array, int hash, int index, long now) {
    return isRead(index, now) && isAbout(array, hash);
  }

  /** True if this is about that array, and the element was written in the epoch that is now. */
  boolean hasWritten(Object array, int hash, int index, long now) {
    return isWritten(index, now) && isAbout(array, hash);
  }

  boolean isRead(int index, long now) {
    return epoch == now && index >= readFrom && index < readTo;
  }

  boolean isWritten(int index, long now) {
    return epoch == now && index >= writtenFrom && index < writtenTo;
  }

  private boolean isAbout(Object array, int hashOfArray) {
    return hash == hashOfArray && shadow != null && shadow.refersTo(array);
  }

  /** What the thread remembers of the array, or null; looks at both places. */
  static Touched find(ThreadState ts, Object array, int hash) {
    Touched[] table = ts.touched;
    int i = hash & table.length - 1;
    Touched t = table[i];
    if (t.isAbout(array, hash)) {
      return t;
    }
    t = table[i ^ 1];
    if (!t.isAbout(array, hash)) {
      return null;
    }
    toFront(ts, table, i);
    return t;
  }

  /**
   * What is found in the second place costs more if it was touched in this epoch: it moves to the
   * first, or both get more room. Where an epoch has just begun it stays, for moving costs too.
   */
  private static void toFront(ThreadState ts, Touched[] table, int i) {
    Touched first = table[i];
    if (table[i ^ 1].epoch != ts.epoch) {
      return;
    }
    if (first.epoch != ts.epoch) {
      table[i] = table[i ^ 1];
      table[i ^ 1] = first;
    } else if (table.length < LARGEST && ++ts.pushedOut > table.length * 16) {
      grow(ts, table);
    }
  }

  /** The table was told at that time that the array is in use. */
  void tell(int time, int surprisesThen) {
    told = time;
    surprises = surprisesThen;
  }

  /** Begins to remember the array. */
  static Touched add(ThreadState ts, ArrayShadow shadow, int hash) {
    Touched[] table = ts.touched;
    int i = hash & table.length - 1;
    if (table[i].epoch == ts.epoch && table[i ^ 1].epoch != ts.epoch) {
      i ^= 1;
    }
    boolean pushesOut = table[i].epoch == ts.epoch;
    if (table[i] == NOTHING && table == NONE
        || pushesOut && ++ts.pushedOut > table.length && table.length < LARGEST) {
      table = grow(ts, table);
      i = hash & table.length - 1;
    }
    if (table[i] == NOTHING) {
      table[i] = new Touched();
    }
    Touched t = table[i];
    t.shadow = shadow;
    t.hash = hash;
    t.epoch = -1;
    t.columnsRead = null;
    t.columnsWritten = null;
    return t;
  }

  private static Touched[] grow(ThreadState ts, Touched[] old) {
    Touched[] table = new Touched[old.length * 8 > LARGEST ? LARGEST : old.length * 8];
    for (int i = 0; i < table.length; i++) {
      table[i] = NOTHING;
    }
    for (Touched t : old) {
      if (t.shadow != null && !t.shadow.refersTo(null)) {
        int i = t.hash & table.length - 1;
        table[table[i] == NOTHING ? i : i ^ 1] = t;
      }
    }
    ts.pushedOut = 0;
    ts.touched = table;
    return table;
  }

  private void present(long now) {
    if (epoch != now) {
      epoch = now;
      readFrom = 0;
      readTo = 0;
      writtenFrom = 0;
      writtenTo = 0;
    }
  }

  Columns columns(boolean write) {
    return write ? columnsWritten : columnsRead;
  }

  void columns(boolean write, Columns known) {
    if (write) {
      columnsWritten = known;
    } else {
      columnsRead = known;
    }
  }

  /** True if nothing was written in the epoch that is now, as far as it is known. */
  boolean isUnwritten(long now) {
    return epoch == now && writtenFrom >= writtenTo;
  }

  /** These elements were read. */
  void read(int from, int to, long now) {
    present(now);
    if (from <= readTo && to >= readFrom && readTo > readFrom) {
      readFrom = Math.min(readFrom, from);
      readTo = Math.max(readTo, to);
    } else {
      readFrom = from;
      readTo = to;
    }
  }

  /** These elements were written, which is checked like a read as well. */
  void written(int from, int to, long now) {
    read(from, to, now);
    columnsRead = null;
    columnsWritten = null;
    if (from <= writtenTo && to >= writtenFrom && writtenTo > writtenFrom) {
      writtenFrom = Math.min(writtenFrom, from);
      writtenTo = Math.max(writtenTo, to);
    } else {
      writtenFrom = from;
      writtenTo = to;
    }
  }
}
