package io.conccheck.agent.boot;

/**
 * An immutable vector of times by thread id (Mattern 1989; Fidge 1988). The first {@value #LOW}
 * components lie in one array; those of later ids in parts, which vectors share as long as they are
 * the same: with thousands of threads a release would cost thousands of words otherwise, and so
 * would every thread that is alive.
 */
final class VectorTime {

  /** How many components lie in the first array at most, and in each part: a power of two. */
  static final int LOW = 64;

  private static final int SHIFT = 6;

  static final VectorTime NONE = new VectorTime(new int[0], null);

  final int[] low; // no more than is needed; never changed
  final int[][] high; // by id / LOW; null if no such id is known, as is any part of it

  VectorTime(int[] low, int[][] high) {
    this.low = low;
    this.high = high;
  }

  /** Component of that thread id, 0 if nothing is known. */
  int at(int u) {
    return u < LOW ? u < low.length ? low[u] : 0 : at(high, u);
  }

  /** The same but for one component. */
  VectorTime with(int u, int time) {
    if (u >= LOW) {
      return new VectorTime(low, with(high, u, time));
    }
    int[] more = new int[Math.max(low.length, u + 1)];
    System.arraycopy(low, 0, more, 0, low.length);
    more[u] = time;
    return new VectorTime(more, high);
  }

  /** The same but for one component, if that is later than known; id 0 is nobody's. */
  VectorTime atLeast(int u, int time) {
    return u == 0 || at(u) >= time ? this : with(u, time);
  }

  /** The least vector that covers both: one of the two if it does; null stands for zeros. */
  static VectorTime join(VectorTime a, VectorTime b) {
    if (a == b || b == null) {
      return a;
    }
    if (a == null) {
      return b;
    }
    int[] low = joinPart(a.low, b.low);
    int[][] high = join(a.high, b.high);
    if (low == a.low && high == a.high) {
      return a;
    }
    return low == b.low && high == b.high ? b : new VectorTime(low, high);
  }

  /** Component of a later id. */
  static int at(int[][] high, int u) {
    int p = u >>> SHIFT;
    int[] part = high == null || p >= high.length ? null : high[p];
    return part == null ? 0 : part[u & LOW - 1];
  }

  /** The same later components but for one. */
  static int[][] with(int[][] high, int u, int time) {
    int p = u >>> SHIFT;
    int length = high == null ? 0 : high.length;
    int[][] more = new int[Math.max(length, Integer.highestOneBit(p) * 2)][];
    if (high != null) {
      System.arraycopy(high, 0, more, 0, length);
    }
    more[p] = more[p] == null ? new int[LOW] : more[p].clone();
    more[p][u & LOW - 1] = time;
    return more;
  }

  /** Like {@link #join(VectorTime, VectorTime)} for later components. */
  static int[][] join(int[][] a, int[][] b) {
    if (a == b || b == null) {
      return a;
    }
    if (a == null) {
      return b;
    }
    int[][] longer = a.length >= b.length ? a : b;
    int[][] more = null;
    boolean isB = b.length >= a.length;
    boolean isA = a.length >= b.length;
    for (int p = 0; p < longer.length; p++) {
      int[] mine = p < a.length ? a[p] : null;
      int[] theirs = p < b.length ? b[p] : null;
      int[] joined = mine == null ? theirs : theirs == null ? mine : joinPart(mine, theirs);
      isA &= joined == mine;
      isB &= joined == theirs;
      if (more == null && joined != longer[p]) {
        more = longer.clone();
      }
      if (more != null) {
        more[p] = joined;
      }
    }
    return isA ? a : isB ? b : more == null ? longer : more;
  }

  /** One of the two if it covers the other. */
  private static int[] joinPart(int[] a, int[] b) {
    if (a == b) {
      return a;
    }
    boolean isA = a.length >= b.length;
    boolean isB = b.length >= a.length;
    int both = Math.min(a.length, b.length);
    for (int i = 0; i < both && (isA || isB); i++) {
      isA &= a[i] >= b[i];
      isB &= b[i] >= a[i];
    }
    if (isA || isB) {
      return isA ? a : b;
    }
    int[] max = (a.length >= b.length ? a : b).clone();
    for (int i = 0; i < both; i++) {
      max[i] = Math.max(a[i], b[i]);
    }
    return max;
  }
}
