package io.conccheck.agent.boot;

/**
 * Order given by exchangers at which no more than two threads meet: whoever returns from its n-th
 * exchange does so, in every schedule, after the other came to its n-th. With a third thread
 * another schedule may pair them differently, and so it may once an exchange was given up: from
 * then on such an exchanger gives no such order.
 */
public final class Partners {

  private static final int KEPT = 4; // one may be ahead of the other by a single exchange
  private static final WeakIdentityMap BY_EXCHANGER = new WeakIdentityMap();

  private final long[] who = {-1, -1};
  private final int[] count = new int[2];
  private final int[][][] times = new int[2][KEPT][];
  private boolean several;

  private Partners() {}

  /** The running thread comes to exchange. */
  public static void offering(Object exchanger) {
    ThreadState ts = Order.enabled ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      Partners p = (Partners) BY_EXCHANGER.get(exchanger);
      if (p == null) {
        p = (Partners) BY_EXCHANGER.putIfAbsent(exchanger, new Partners());
      }
      ts.enter();
      try {
        p.come(ts);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** Its exchange is over. */
  public static void exchanged(Object exchanger, boolean failed) {
    ThreadState ts = Order.enabled ? Threads.current() : null;
    Partners p = ts == null || ts.busy ? null : (Partners) BY_EXCHANGER.get(exchanger);
    int[] before = p == null ? null : p.parting(ts.info.id, failed);
    if (before != null) {
      ts.order.acquire(before);
    }
  }

  private synchronized void come(ThreadState ts) {
    int i = index(ts.info.id);
    if (i < 0) {
      several = true;
    } else {
      who[i] = ts.info.id;
      times[i][count[i]++ & KEPT - 1] = ts.order.release();
    }
  }

  private int[] parting(long thread, boolean failed) {
    Pin.on();
    try {
      return part(thread, failed);
    } finally {
      Pin.off();
    }
  }

  /** What the other had done when it came to the same exchange; null if nothing is known. */
  private synchronized int[] part(long thread, boolean failed) {
    several |= failed;
    int i = index(thread);
    if (several || i < 0 || count[i] > count[1 - i]) {
      return null;
    }
    return times[1 - i][count[i] - 1 & KEPT - 1];
  }

  private int index(long thread) {
    return who[0] == thread || who[0] < 0 ? 0 : who[1] == thread || who[1] < 0 ? 1 : -1;
  }
}
