package io.conccheck.agent.boot;

/**
 * Where a hook has failed, be it for want of stack or memory, an edge may be missing. Whatever was
 * done before that became known counts as ordered from then on: races may be missed, none is
 * invented. Any thread may call.
 */
public final class LostOrder {

  /** True when a hook has failed since the last look. Set without a call: there may be no stack. */
  static volatile boolean recently;

  private static volatile int[] past = {}; // by thread id, up to which time all is ordered

  private LostOrder() {}

  /** Loads what a failed hook needs, which may have no stack for that; see {@link SyncVar#link}. */
  static void link() {
    if (Failures.count() == 0) {
      forgives(0);
    }
  }

  /** True if the access that left this shadow word may have been ordered by what was lost. */
  public static boolean forgives(long word) {
    if (recently) {
      look();
    }
    int u = (int) (word >>> ThreadState.TID_SHIFT);
    int[] times = past;
    return u < times.length
        && times[u] >= ((int) (word >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX);
  }

  private static void look() {
    Pin.on();
    try {
      takeTimes();
    } finally {
      Pin.off();
    }
  }

  private static synchronized void takeTimes() {
    recently = false; // what fails from here on is looked at again
    int[] times = Tids.lastTimes();
    ThreadState[] all = Threads.all();
    for (int i = 0; i < all.length; i++) {
      long epoch = all[i].epoch; // the thread and the time, both of one moment
      int u = (int) (epoch >>> ThreadState.TID_SHIFT);
      if (u < times.length) {
        times[u] = (int) (epoch >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX;
      }
    }
    past = times;
  }

  /** Forgets all that was lost; for tests. */
  static synchronized void reset() {
    recently = false;
    past = new int[0];
  }
}
