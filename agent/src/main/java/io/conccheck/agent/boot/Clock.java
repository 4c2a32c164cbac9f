package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * An immutable vector clock: what had happened when a thread released something. Component {@code
 * tid} is {@code time}, every other one stands in {@code base}, which many clocks share.
 */
public final class Clock {

  final int[] base;
  final int tid; // 0: all components stand in base
  final int time;
  final int[] weak; // what was known by weak order alone (see Weak), null if nothing; never changed
  final boolean tentative; // stands in one sync variable only, from which it may be taken back

  Clock(int[] base, int tid, int time, int[] weak) {
    this(base, tid, time, weak, false);
  }

  private Clock(int[] base, int tid, int time, int[] weak, boolean tentative) {
    this.base = base;
    this.tid = tid;
    this.time = time;
    this.weak = weak;
    this.tentative = tentative;
  }

  /** The same as an object of its own. */
  Clock copy(boolean copyIsTentative) {
    return new Clock(base, tid, time, weak, copyIsTentative);
  }

  /** Component of that thread id. */
  public int at(int u) {
    return u == tid && tid != 0 ? time : u < base.length ? base[u] : 0;
  }

  /** True if the access that left this shadow word is in this clock. */
  boolean covers(long word) {
    int u = (int) (word >>> ThreadState.TID_SHIFT);
    return at(u) >= ((int) (word >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX);
  }

  /**
   * True if the thread, which has released this clock just now, certainly knew all that the other
   * one tells when it did: it acquired that one last, had released it itself under its present id,
   * or has passed it. Saves the comparison of one component after the other.
   */
  boolean follows(Clock other, ThreadState ts) {
    return other == null
        || other == ts.acquired
        || ts.hasPassed(other)
        || other.tid == tid
            && tid == ts.tid
            && tid != 0
            && other.time >= ts.since
            && other.time <= time;
  }

  /** True if the thread knows all that this clock tells, but for what is known by weak order. */
  boolean isKnownTo(ThreadState ts) {
    if (ts.hasPassed(this)) {
      return true;
    }
    boolean all = tid == 0 || ts.known(tid) >= time;
    for (int u = 1; all && u < base.length; u++) {
      all = ts.known(u) >= base[u];
    }
    return all;
  }

  /** True if everything in {@code other} is in this clock too. */
  boolean covers(Clock other) {
    if (other.tid != 0 && at(other.tid) < other.time) {
      return false;
    }
    if (other.weak != weak && other.weak != null && !covers(weak, other.weak)) {
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

  private static boolean covers(int[] a, int[] b) {
    return a != null && OrderClock.join(a, b) == a;
  }

  /** This clock's components, all of them in one array. */
  int[] flat() {
    int[] all = new int[Math.max(base.length, tid + 1)];
    System.arraycopy(base, 0, all, 0, base.length);
    if (tid != 0) {
      all[tid] = time;
    }
    return all;
  }

  /** The least of weak components that covers both; null stands for none. */
  static int[] joinWeak(int[] a, int[] b) {
    return a == null || a == b ? b : b == null ? a : OrderClock.join(a, b);
  }

  /** The least clock that covers both; null stands for nothing at all. */
  @DontInline
  public static Clock join(Clock a, Clock b) {
    if (a == null || a == b || b != null && b.covers(a)) {
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
    return new Clock(max, 0, 0, joinWeak(a.weak, b.weak));
  }
}
