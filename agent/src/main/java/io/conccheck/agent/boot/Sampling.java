package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.ForceInline;

/**
 * {@code mode=sample}: which accesses are looked at. Every edge between threads is followed as
 * ever, so that what is found is as true as in the precise mode; only accesses are passed over.
 *
 * <p>Each site has a burst of accesses when it is new, and a small one again each time the ticker
 * calls {@link #again}, for all sites at once, so that both sides of a race are looked at together
 * (bursts by site as in LiteRace: Marino, Musuvathi, Narayanasamy, PLDI 2009; periods for all as in
 * PACER: Bond, Coons, McKinley, PLDI 2010). A thread's own first accesses are looked at besides, as
 * long as there are not too many threads, or the second of two short threads would find the site
 * spent. So the cost is bounded by the number of sites, however often they run.
 *
 * <p>Counts are changed without order: a lost one is one access more.
 */
public final class Sampling {

  private static final int FIRST = 512;
  private static final int AGAIN = 64;
  private static final int OF_THREAD = 2_048;
  private static final int OF_ALL_THREADS = 1 << 18; // between two calls of again

  /** Decided before the class is loaded, and a constant to the JIT from then on. */
  public static final boolean ON = RaceEvents.sampling;

  /** Elements accessed one by one are looked at if no bit of their index is in this mask. */
  static final int INDEX_MASK = RaceEvents.indexMask;

  private static final short[] SPENT = new short[ON ? 1 << ThreadState.SITE_BITS : 1];

  /** Of looks that open windows, by the low bits of their number. */
  private static final short[] LOOKS = new short[ON ? 1 << 14 : 1];

  private static int granted; // guarded by the class

  private Sampling() {}

  /** True if an access at that site, by that thread, is to be passed over. Only if {@link #ON}. */
  @ForceInline
  public static boolean skips(ThreadState ts, int site) {
    if (isSpent(ts, site)) {
      return true;
    }
    spend(ts, site);
    return false;
  }

  /**
   * True if an access at that site, by that thread, would be passed over; it is not counted. Only
   * if {@link #ON}.
   */
  @ForceInline
  static boolean isSpent(ThreadState ts, int site) {
    return SPENT[site] >= FIRST && ts.unsampled <= 0;
  }

  /** True if a look that many could act on is to be passed over. Only if {@link #ON}. */
  static boolean skipsLook(int look) {
    int i = look & LOOKS.length - 1;
    if (LOOKS[i] >= FIRST) {
      return true;
    }
    LOOKS[i]++;
    return false;
  }

  private static void spend(ThreadState ts, int site) {
    if (SPENT[site] < FIRST) {
      SPENT[site]++;
    } else {
      ts.unsampled--;
    }
  }

  /** How many accesses of a new thread are looked at wherever they are. */
  static int grant() {
    Pin.on();
    try {
      return takeGrant();
    } finally {
      Pin.off();
    }
  }

  private static synchronized int takeGrant() {
    if (granted >= OF_ALL_THREADS) {
      return 0;
    }
    granted += OF_THREAD;
    return OF_THREAD;
  }

  /**
   * Gives each site that has spent its burst another one.
   *
   * @param sites how many there are
   */
  public static void again(int sites) {
    for (int i = Math.min(sites, SPENT.length) - 1; i >= 0; i--) {
      if (SPENT[i] >= FIRST) {
        SPENT[i] = FIRST - AGAIN;
      }
    }
    for (int i = 0; i < LOOKS.length; i++) {
      if (LOOKS[i] >= FIRST) {
        LOOKS[i] = FIRST - AGAIN;
      }
    }
    synchronized (Sampling.class) {
      granted = 0;
    }
  }
}
