package io.conccheck.agent.boot;

/**
 * An immutable vector clock: what had happened when a thread released something. Component {@code
 * tid} is {@code time}, every other one stands in {@code base}, which many clocks share.
 */
public final class Clock {

  final int[] base;
  final int tid; // 0: all components stand in base
  final int time;

  Clock(int[] base, int tid, int time) {
    this.base = base;
    this.tid = tid;
    this.time = time;
  }

  /** Component of that thread id. */
  public int at(int u) {
    return u == tid && tid != 0 ? time : u < base.length ? base[u] : 0;
  }

  /** True if everything in {@code other} is in this clock too. */
  boolean covers(Clock other) {
    if (other.tid != 0 && at(other.tid) < other.time) {
      return false;
    }
    if (other.base == base) {
      return true;
    }
    for (int u = 1; u < other.base.length; u++) {
      if (other.base[u] > at(u)) {
        return false;
      }
    }
    return true;
  }

  /** The least clock that covers both; null stands for nothing at all. */
  public static Clock join(Clock a, Clock b) {
    if (a == null || b != null && b.covers(a)) {
      return b;
    }
    if (b == null || a.covers(b)) {
      return a;
    }
    int size = Math.max(Math.max(a.base.length, b.base.length), Math.max(a.tid, b.tid) + 1);
    int[] max = new int[size];
    for (int u = 1; u < size; u++) {
      max[u] = Math.max(a.at(u), b.at(u));
    }
    return new Clock(max, 0, 0);
  }
}
