package io.conccheck.agent.boot;

/**
 * Order given by semaphores that begin without permits and that one thread alone gives to: whoever
 * takes its n-th permit does so, in every schedule, after the n-th was given. With several givers
 * another schedule may let another one come first, so that those give no such order.
 */
final class Signals {

  private static final int MOST_GIVEN = 64;
  private static final int MOST_TAKERS = 16;

  private static final WeakIdentityMap BY_SEMAPHORE = new WeakIdentityMap();

  private long giver = -1;
  private boolean several;
  private int given;
  private final int[][] times = new int[MOST_GIVEN][];
  private final long[] takers = new long[MOST_TAKERS];
  private final int[] taken = new int[MOST_TAKERS];
  private int takerCount;

  private Signals() {}

  /** The thread gives permits to a semaphore that began without. */
  static void giving(Object semaphore, int permits, ThreadState ts) {
    Signals s = (Signals) BY_SEMAPHORE.get(semaphore);
    if (s == null) {
      s = (Signals) BY_SEMAPHORE.putIfAbsent(semaphore, new Signals());
    }
    Pin.on();
    try {
      s.give(permits, ts);
    } finally {
      Pin.off();
    }
  }

  /** The thread has taken one permit or more. */
  static void taken(Object semaphore, ThreadState ts) {
    Signals s = (Signals) BY_SEMAPHORE.get(semaphore);
    int[] before = s == null ? null : s.taken(ts.info.id);
    if (before != null) {
      ts.order.acquire(before);
    }
  }

  private synchronized void give(int permits, ThreadState ts) {
    several |= giver >= 0 && giver != ts.info.id;
    giver = ts.info.id;
    if (!several && given < MOST_GIVEN) {
      int[] now = ts.order.release();
      for (int i = 0; i < permits && given < MOST_GIVEN; i++) {
        times[given++] = now;
      }
    }
  }

  private int[] taken(long taker) {
    Pin.on();
    try {
      return take(taker);
    } finally {
      Pin.off();
    }
  }

  private synchronized int[] take(long taker) {
    int i = 0;
    while (i < takerCount && takers[i] != taker) {
      i++;
    }
    if (several || i == MOST_TAKERS) {
      return null;
    }
    if (i == takerCount) {
      takers[takerCount++] = taker;
    }
    int n = taken[i]++;
    return n < given ? times[n] : null;
  }
}
