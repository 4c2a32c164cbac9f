package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * An immutable vector clock: what had happened when a thread released something. Component {@code
 * tid} is {@code time}, every other one stands in {@code base}, which many clocks share.
 */
public final class Clock {

  final VectorTime base;
  final int tid; // 0: all components stand in base
  final int time;
  final VectorTime weak; // what was known by weak order alone (see Weak), null if nothing
  final boolean tentative; // stands in one sync variable only, from which it may be taken back

  Clock(VectorTime base, int tid, int time, VectorTime weak) {
    this(base, tid, time, weak, false);
  }

  private Clock(VectorTime base, int tid, int time, VectorTime weak, boolean tentative) {
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
    return u == tid && tid != 0 ? time : base.at(u);
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
    return ts.hasPassed(this) || (tid == 0 || ts.known(tid) >= time) && ts.knows(base);
  }

  /** True if everything in {@code other} is in this clock too. */
  boolean covers(Clock other) {
    if (other.tid != 0 && at(other.tid) < other.time) {
      return false;
    }
    if (other.weak != null && VectorTime.join(weak, other.weak) != weak) {
      return false;
    }
    return other.base == base || coversBase(other.base);
  }

  private boolean coversBase(VectorTime other) {
    for (int u = 1; u < other.low.length; u++) {
      if (other.low[u] > at(u)) {
        return false;
      }
    }
    int[][] high = base.high;
    for (int p = 1; other.high != high && other.high != null && p < other.high.length; p++) {
      int[] part = other.high[p];
      if (part != null && (high == null || p >= high.length || part != high[p])) {
        for (int i = 0; i < part.length; i++) {
          if (part[i] > at(p * VectorTime.LOW + i)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** This clock's components, all of them in one vector. */
  VectorTime flat() {
    return tid == 0 ? base : base.with(tid, time);
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
    VectorTime max = VectorTime.join(a.base, b.base);
    max = max.atLeast(a.tid, a.time).atLeast(b.tid, b.time);
    return new Clock(max, 0, 0, VectorTime.join(a.weak, b.weak));
  }
}
