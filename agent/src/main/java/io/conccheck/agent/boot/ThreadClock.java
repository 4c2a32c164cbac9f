package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * What a thread has done and knows of what the others have done: its epoch and its vector clock.
 *
 * <p>Components of ids below {@link VectorTime#LOW} lie in an array of its own, which changes in
 * place; those of later ids in parts as in {@link VectorTime}, which it shares with others.
 */
abstract class ThreadClock extends DetectorRoom {

  /** The thread's present epoch, site bits zero; 0 for a thread that is not tracked. */
  public long epoch;

  Clock acquired; // the last one, or null
  boolean learnt; // something since News was asked

  /** Present thread id, 0 if not tracked. A thread may change it when its clock runs out. */
  int tid;

  int since; // the thread has its id from that clock on
  private int[] vc = new int[8];
  private int[][] far; // never changed
  private VectorTime shared; // snapshot that others may hold; null when anything changed since
  private VectorTime lastJoined;
  private VectorTime weak; // known by weak order, null if nothing is

  /** Present thread id, 0 if not tracked. */
  public final int tid() {
    return tid;
  }

  /** Present clock, 1 up to 2^28 - 1. */
  public final int time() {
    return (int) (epoch >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX;
  }

  /**
   * True if the access that left this shadow word happened before whatever this thread does now.
   */
  public final boolean covers(long word) {
    int u = (int) (word >>> ThreadState.TID_SHIFT);
    return u == tid || at(u) >= ((int) (word >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX);
  }

  /** What this thread knows of that thread id. */
  public final int known(int u) {
    return u == tid ? time() : at(u);
  }

  private int at(int u) {
    return u < vc.length ? vc[u] : VectorTime.at(far, u);
  }

  /** True if this thread knows all that the vector tells. */
  final boolean knows(VectorTime other) {
    for (int u = 1; u < other.low.length; u++) {
      if (other.low[u] > known(u)) {
        return false;
      }
    }
    return other.high == far || other.high == null || knows(other.high);
  }

  private boolean knows(int[][] high) {
    for (int p = 1; p < high.length; p++) {
      int[] part = high[p];
      if (part != null && (far == null || p >= far.length || part != far[p])) {
        for (int i = 0; i < part.length; i++) {
          if (part[i] > known(p * VectorTime.LOW + i)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * Orders everything before the release that gave this clock before what this thread does next.
   */
  public final void acquire(Clock c) {
    if (c != acquired) {
      learn(c);
    }
  }

  @DontInline
  private void learn(Clock c) {
    if (c == null || c.tid == tid && tid != 0 && c.time >= since) {
      return; // its own; one of whoever had the id before tells more
    }
    acquired = c;
    if (hasPassed(c)) {
      return;
    }
    learnt = true;
    if (c.base != shared && c.base != lastJoined) {
      join(c.base);
    }
    if (c.tid != 0 && at(c.tid) < c.time) {
      set(c.tid, c.time);
    }
    if (c.weak != weak && c.weak != null) {
      weak = VectorTime.join(weak, c.weak);
    }
  }

  private void join(VectorTime base) {
    int[] theirs = base.low;
    if (theirs.length > vc.length) {
      ensure(theirs.length - 1);
    }
    int[] mine = vc;
    boolean changed = false;
    for (int i = 0; i < theirs.length; i++) {
      if (theirs[i] > mine[i]) {
        mine[i] = theirs[i];
        changed = true;
      }
    }
    if (base.high != far) {
      int[][] joined = VectorTime.join(far, base.high);
      changed |= joined != far;
      far = joined;
    }
    lastJoined = base;
    if (changed) {
      shared = null;
    }
  }

  /** Like {@link #acquire} for order that nothing promises (see {@link Weak}). */
  final void acquireWeakly(Clock c) {
    if (c == null || c.weak == null && c.isKnownTo((ThreadState) this)) {
      return;
    }
    weak = VectorTime.join(VectorTime.join(weak, c.weak), c.flat());
  }

  /**
   * True if this thread has heard of a later time of the one that released the clock: who told of
   * it passed on all that was known then, unless an id went on under who had not seen its end.
   */
  final boolean hasPassed(Clock c) {
    int u = c.tid;
    return u != 0 && u != tid && at(u) > c.time && Tids.exact;
  }

  /** True if the access that left this shadow word was, by weak order, before what comes now. */
  public final boolean coversWeakly(long word) {
    return weak != null
        && weak.at((int) (word >>> ThreadState.TID_SHIFT))
            >= ((int) (word >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX);
  }

  /** True if that clock, of this thread, tells all that it knows of others. */
  final boolean isAsTold(Clock c) {
    return c.base == shared && c.weak == weak;
  }

  /** The clock of now. */
  final Clock snapshot() {
    return clock(tid == 0 ? 0 : time());
  }

  /** What it knows, and its own time as given. */
  final Clock clock(int time) {
    if (shared == null) {
      shared = new VectorTime(vc.clone(), far);
      lastJoined = shared;
    }
    return new Clock(shared, tid, time, weak);
  }

  /** Sets a component: the last clock of an id that this thread gives up or takes over. */
  final void set(int u, int time) {
    if (u < VectorTime.LOW) {
      ensure(u);
      vc[u] = time;
    } else {
      far = VectorTime.with(far, u, time);
    }
    shared = null;
  }

  /**
   * Grows to a power of two that hangs on nothing but the index: were it twice the present length,
   * threads that learn from one another in turn would outgrow each other without end.
   */
  private void ensure(int index) {
    if (index >= vc.length) {
      int[] more = new int[Integer.highestOneBit(index) * 2];
      System.arraycopy(vc, 0, more, 0, vc.length);
      vc = more;
      shared = null;
    }
  }
}
