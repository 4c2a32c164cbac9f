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

  /**
   * That element was read, or written, of each of so many rows, which lie {@code stride} apart.
   *
   * @param first the first row; it and all others are there
   */
  static void told(
      Object[] rows,
      int first,
      int stride,
      int times,
      int column,
      boolean write,
      ThreadState ts,
      int site) {
    int last = first + (times - 1) * stride;
    boolean dense = stride == 1 || stride == -1;
    int from = Math.min(first, last);
    int end = Math.max(first, last) + 1;
    Touched t = dense ? Touched.find(ts, rows, System.identityHashCode(rows)) : null;
    Columns known = t == null ? null : t.columns(write);
    if (known != null && known.has(from, end, column, ts.epoch)) {
      return;
    }
    check(rows, first, stride, times, column, write, ts, site);
    t = dense ? Touched.find(ts, rows, System.identityHashCode(rows)) : null; // may have made room
    if (t != null && t.isUnwritten(ts.epoch) && !ts.busy && !Optimistic.reads(ts)) {
      t.columns(write, with(t.columns(write), from, end, column, ts.epoch));
    }
  }

  @DontInline
  private static void check(
      Object[] rows,
      int first,
      int stride,
      int times,
      int column,
      boolean write,
      ThreadState ts,
      int site) {
    for (int i = 0; i < times; i++) {
      Object row = rows[first + i * stride];
      if (write) {
        Arrays.write(row, column, ts, site);
      } else {
        Arrays.read(row, column, ts, site);
      }
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
