package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * {@code mode=sample}: which accesses are looked at. Every edge between threads is followed as
 * ever, so that what is found is as true as in the precise mode; only accesses are passed over.
 *
 * <p>Each site has a burst of accesses when it is new, and a small one again each time the ticker
 * calls {@link #again}, for all sites at once, so that both sides of a race are looked at together
 * (bursts by site as in LiteRace: Marino, Musuvathi, Narayanasamy, PLDI 2009; periods for all as in
 * PACER: Bond, Coons, McKinley, PLDI 2010). A new thread's own first accesses are looked at
 * besides, or the second of two short threads would find the site spent: all sites are open that
 * long.
 *
 * <p>Woven code sees one byte of its site and goes on; it has not even asked for the thread's state
 * then. Counts are changed without order: a lost one is one access more.
 */
public final class Sampling {

  private static final int FIRST = 64;
  private static final int AGAIN = 16;
  private static final int OF_THREAD = 2_048;
  private static final int LOOK_FIRST = 512;
  private static final int LOOK_AGAIN = 64;

  /** New threads after which sites are only opened in one of {@link #REST} periods. */
  private static final int FEW_THREADS = 32;

  private static final int REST = 4;

  /** Decided before the class is loaded, and a constant to the JIT from then on. */
  public static final boolean ON = RaceEvents.sampling;

  /** Elements accessed one by one are looked at if no bit of their index is in this mask. */
  static final int INDEX_MASK = RaceEvents.indexMask;

  /** By site: not 0 if its accesses are passed over for now. Only if {@link #ON}. */
  public static final byte[] OFF = new byte[ON ? 1 << ThreadState.SITE_BITS : 1];

  private static final short[] SPENT = new short[OFF.length];

  /** Of looks that open windows, by the low bits of their number. */
  private static final short[] LOOKS = new short[ON ? 1 << 14 : 1];

  private static volatile int newcomers; // threads for which all sites are open; see setOpen
  private static int threads; // this and those below are guarded by the class
  private static int period;
  private static int sites;

  private Sampling() {}

  /**
   * The state of the running thread if its access at that site, which is not off, is to be looked
   * at, otherwise null.
   *
   * @param known the state, or null if it was not asked for yet
   */
  @DontInline
  public static ThreadState look(ThreadState known, int site) {
    int spent = SPENT[site];
    if (spent < FIRST) {
      SPENT[site] = (short) (spent + 1);
      return known != null ? known : Threads.current();
    }
    if (newcomers == 0) {
      OFF[site] = 1;
      return null;
    }
    ThreadState ts = known != null ? known : Threads.current();
    if (ts.unsampled <= 0) {
      return null;
    }
    if (--ts.unsampled == 0) {
      settled();
    }
    return ts;
  }

  /** True if an access at that site, by that thread, is to be passed over. Only if {@link #ON}. */
  static boolean skips(ThreadState ts, int site) {
    return OFF[site] != 0 || look(ts, site) == null;
  }

  /** The state of the running thread, which may be known. */
  @DontInline
  static ThreadState state(ThreadState known) {
    return known != null ? known : Threads.current();
  }

  /** True if a look that many could act on is to be passed over. Only if {@link #ON}. */
  static boolean skipsLook(int look) {
    int i = look & LOOKS.length - 1;
    if (LOOKS[i] >= LOOK_FIRST) {
      return true;
    }
    LOOKS[i]++;
    return false;
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
    threads++;
    if (threads > FEW_THREADS && period % REST != 0) {
      return 0;
    }
    setOpen(newcomers + 1);
    return OF_THREAD;
  }

  /** A thread has had all it was granted. */
  private static void settled() {
    Pin.on();
    try {
      oneLess();
    } finally {
      Pin.off();
    }
  }

  private static synchronized void oneLess() {
    if (newcomers > 0) {
      setOpen(newcomers - 1);
    }
  }

  /** Opens all sites for the first newcomer; each closes by itself when there is none left. */
  private static void setOpen(int count) {
    boolean opens = newcomers == 0 && count > 0;
    newcomers = count;
    if (opens) {
      for (int i = sites - 1; i >= 0; i--) {
        OFF[i] = 0;
      }
    }
  }

  /**
   * Gives each site that has spent its burst another one, and what is left of their grants up.
   *
   * @param count how many sites there are
   */
  public static void again(int count) {
    synchronized (Sampling.class) {
      sites = Math.min(count, OFF.length);
      period++;
      newcomers = 0;
      for (int i = sites - 1; i >= 0; i--) {
        if (SPENT[i] >= FIRST) {
          SPENT[i] = FIRST - AGAIN;
          OFF[i] = 0;
        }
      }
    }
    for (int i = 0; i < LOOKS.length; i++) {
      if (LOOKS[i] >= LOOK_FIRST) {
        LOOKS[i] = LOOK_FIRST - LOOK_AGAIN;
      }
    }
  }
}
