package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Which columns of which rows a thread has accessed in one epoch, of an array of arrays: one
 * rectangle. A walk down a column meets another array at each step; who walks down all columns of a
 * matrix, again and again, looks at each element once.
 *
 * <p>It holds as long as the rows are the same arrays, that is, while the thread puts no other one
 * there: a write to the outer array in this epoch forgets it. Another thread's write that is not
 * ordered with the look at the row is a race itself, and one that is ordered ends the epoch.
 */
final class Columns {

  private long epoch;
  private int firstRow;
  private int endRow;
  private int from;
  private int to;

  /** That element of each of these rows is read. */
  static void read(Object[] rows, int first, int end, int column, ThreadState ts, int site) {
    Touched t = Touched.find(ts, rows, System.identityHashCode(rows));
    Columns known = t == null ? null : t.columnsRead;
    if (known == null || !known.has(first, end, column, ts.epoch)) {
      readAnew(rows, first, end, column, ts, site);
    }
  }

  @DontInline
  private static void readAnew(
      Object[] rows, int first, int end, int column, ThreadState ts, int site) {
    for (int i = first; i < end; i++) {
      Arrays.read(rows[i], column, ts, site);
    }
    Touched t = Touched.find(ts, rows, System.identityHashCode(rows));
    if (t != null && t.isUnwritten(ts.epoch) && !Optimistic.reads(ts)) {
      t.columnsRead = with(t.columnsRead, first, end, column, ts.epoch);
    }
  }

  /** That element of each of these rows is written. */
  static void write(Object[] rows, int first, int end, int column, ThreadState ts, int site) {
    Touched t = Touched.find(ts, rows, System.identityHashCode(rows));
    Columns known = t == null ? null : t.columnsWritten;
    if (known == null || !known.has(first, end, column, ts.epoch)) {
      writeAnew(rows, first, end, column, ts, site);
    }
  }

  @DontInline
  private static void writeAnew(
      Object[] rows, int first, int end, int column, ThreadState ts, int site) {
    for (int i = first; i < end; i++) {
      Arrays.write(rows[i], column, ts, site);
    }
    Touched t = Touched.find(ts, rows, System.identityHashCode(rows));
    if (t != null && t.isUnwritten(ts.epoch)) {
      t.columnsWritten = with(t.columnsWritten, first, end, column, ts.epoch);
    }
  }

  private boolean has(int first, int end, int column, long now) {
    return epoch == now && first >= firstRow && end <= endRow && column >= from && column < to;
  }

  /** The rectangle grows by a column next to it, or begins anew. */
  private static Columns with(Columns known, int first, int end, int column, long now) {
    Columns c = known == null ? new Columns() : known;
    boolean sameRows = c.epoch == now && c.firstRow == first && c.endRow == end;
    if (sameRows && column == c.to) {
      c.to++;
    } else if (sameRows && column == c.from - 1) {
      c.from--;
    } else {
      c.epoch = now;
      c.firstRow = first;
      c.endRow = end;
      c.from = column;
      c.to = column + 1;
    }
    return c;
  }
}
