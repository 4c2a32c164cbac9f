package io.conccheck.agent.boot;

/**
 * A lock that one thread takes, or asks for, at one place under certain others, and what a detector
 * has said of that: a tree of all the ways in which the thread nests locks, kept while it holds
 * none, so that going the same way again costs a look at each step. Where ever other locks of one
 * class are taken, one member stands for all of them. Keeps no lock alive. Owned by its thread.
 */
public final class Nest {

  /** What stands for a lock, or for all locks of a class. */
  public abstract static class Name {

    /** True if it stands for that lock. */
    public abstract boolean isOf(Object lock);
  }

  private static final int FEW = 8; // chains at first; a power of two
  private static final int MANY = 64;
  private static final int SAME = 24; // locks at one place that are kept apart
  private static final int VARIED = 32; // locks met that are all kept apart
  private static final int NEVER = -1;
  private static final int ENOUGH = 100; // times that all had to go before that becomes rare
  private static final int RARE = 255;

  private final Name name;
  private final int mode;
  private final int site;
  private final int home; // the site, or what stands for the class where that is not known
  private final boolean exact; // it stands for one lock, and so do all outside of it
  private Nest next; // in its chain
  private Nest[] inner; // chains by home; null while there is none
  private int size; // of all chains
  private int met; // locks added that were kept apart
  private int refused;
  private int settledAt = NEVER;
  private int knownAt = NEVER;
  private int version;

  /** What is around all others. */
  Nest() {
    this(null, 0, 0, 0, true);
  }

  private Nest(Name name, int mode, int site, int home, boolean exact) {
    this.name = name;
    this.mode = mode;
    this.site = site;
    this.home = home;
    this.exact = exact;
  }

  private static int home(Object lock, int site) {
    return site != 0 ? site : System.identityHashCode(lock.getClass());
  }

  /** What stands for a lock that is taken right inside of this, or null. */
  Nest inner(Object lock, int mode, int site) {
    Nest[] all = inner;
    if (all == null) {
      return null;
    }
    int i = home(lock, site) & all.length - 1;
    Nest before = null;
    Nest n = all[i];
    while (n != null && (n.site != site || n.mode != mode || !n.name.isOf(lock))) {
      before = n;
      n = n.next;
    }
    if (n != null && before != null) { // the one met last goes first
      before.next = n.next;
      n.next = all[i];
      all[i] = n;
    }
    return n;
  }

  /**
   * Adds what {@link #inner} did not find, or found to stand for too many.
   *
   * @param one stands for that very lock, or null
   * @param whole stands for all locks of its class, or null
   * @param often true if there are enough of such
   * @return null if there is too much to be kept
   */
  Nest add(Object lock, int mode, int site, Name one, Name whole, boolean often) {
    boolean all = whole != null && (one == null || often || met > VARIED);
    int home = home(lock, site);
    if (!all && one == null || !hasRoom(home, mode, site)) {
      return null;
    }
    met += all ? 0 : 1;
    Nest n = new Nest(all ? whole : one, mode, site, home, exact && !all);
    put(n);
    size++;
    return n;
  }

  private boolean hasRoom(int home, int mode, int site) {
    if (inner == null) {
      inner = new Nest[FEW];
    }
    if (size >= 2 * MANY) {
      if (++refused > ENOUGH && (refused & RARE) != 0) {
        return false;
      }
      inner = new Nest[FEW]; // whatever is still in use comes again
      size = 0;
    } else if (size >= inner.length && size < MANY) {
      grow();
    }
    dropEldest(home, mode, site);
    return true;
  }

  /** Makes room among too many locks at one place. */
  private void dropEldest(int home, int mode, int site) {
    int same = 0;
    Nest before = null;
    Nest beforeEldest = null;
    for (Nest n = inner[home & inner.length - 1]; n != null; n = n.next) {
      if (n.site == site && n.mode == mode && n.home == home) {
        same++;
        beforeEldest = before;
      }
      before = n;
    }
    if (same >= SAME) {
      beforeEldest.next = beforeEldest.next.next;
      size--;
    }
  }

  private void grow() {
    Nest[] old = inner;
    inner = new Nest[old.length * 2];
    for (Nest n : old) {
      while (n != null) {
        Nest after = n.next;
        put(n);
        n = after;
      }
    }
  }

  private void put(Nest n) {
    int i = n.home & inner.length - 1;
    n.next = inner[i];
    inner[i] = n;
  }

  /** True if it may stand for several locks, or any outside of it may. */
  boolean isVague() {
    return !exact;
  }

  /** True if the detector need not hear of a request for it. */
  boolean isTold(OrderClock order) {
    int now = HeldLocks.unsettled;
    return settledAt == now || knownAt == now && version == order.version();
  }

  /**
   * The detector need not hear of requests for it until {@link HeldLocks#unsettled} is another
   * number than that.
   */
  public void settle(int at) {
    settledAt = at;
  }

  /** Like {@link #settle} as long as the order lasts; nothing if it may stand for several. */
  public void know(int at, int orderVersion) {
    if (exact) {
      knownAt = at;
      version = orderVersion;
    }
  }
}
