package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * The locks a thread holds, outermost first, with mode, site and depth. Owned by that thread; the
 * watchdog reads it without order while the thread is blocked.
 */
public final class HeldLocks {

  private static final int FIRST = 4;

  /** How often a detector has said that what was enough before is so no longer. */
  public static volatile int unsettled;

  /** One lock held. Kept for the next lock at its place, so that taking one allocates nothing. */
  private static final class Held {
    Object lock;
    LockVar var;
    int mode;
    int site;
    int depth;
    Object note; // what a detector keeps with it
    Nest nest; // null if not looked up yet, or not known
    long shape; // what a detector knows it by, together with those outside it; 0 if not yet
    LockUses.Use use; // null if it is not timed
    long since;
  }

  private static final Held NOTHING = new Held(); // to who reads at a bad moment

  private static final int MOST_NESTS = 2048;

  private Held[] all = new Held[FIRST];
  private int size;
  private Nest around = new Nest(); // of all that are taken while none is held
  private int nests;
  private LockUses uses; // null until somebody wants to know

  /** How often and how long locks were held; null if nobody wanted to know. */
  public LockUses uses() {
    return uses;
  }

  /** The thread is about to ask for a lock that it does not hold. */
  void asking() {
    LockUses u = uses;
    if (u == null) {
      if (!LockUses.enabled) {
        return;
      }
      u = begin();
    }
    u.asking();
  }

  /** Kept out of the callers, each of which would else be compiled with what making one takes. */
  @DontInline
  private LockUses begin() {
    return uses = new LockUses();
  }

  /** The thread did not get what it had asked for. */
  void gaveUp() {
    if (uses != null) {
      uses.gaveUp();
    }
  }

  private void count(Held h) {
    LockUses u = uses;
    if (u == null) {
      if (!LockUses.enabled) {
        return;
      }
      u = begin();
    }
    LockUses.Use use = h.mode >= Locks.SEMAPHORE ? null : u.took(h.lock, h.site);
    if (use != null && (h.since = u.since(use)) != 0) {
      h.use = use;
    }
  }

  /** The thread, which holds none, holds that monitor for a moment. */
  void pass(Object lock, int site) {
    LockUses u = uses;
    if (u == null) {
      if (!LockUses.enabled) {
        return;
      }
      u = begin();
    }
    u.took(lock, site);
  }

  @DontInline
  private static void timed(Held h) {
    h.use.held += System.nanoTime() - h.since;
    h.use = null;
  }

  /** Enters the lock once more; true if it was not held in that mode before. */
  boolean push(Object lock, int mode, int site) {
    return size == 0 ? enter(lock, mode, site) : pushInside(lock, mode, site);
  }

  @DontInline
  private boolean pushInside(Object lock, int mode, int site) {
    return !again(lock, mode) && enter(lock, mode, site);
  }

  /** Like {@link #push} for a lock that is known not to be held in that mode. */
  boolean enter(Object lock, int mode, int site) {
    Held h = size < all.length ? all[size] : null;
    if (h == null) {
      h = add();
    }
    h.lock = lock;
    h.mode = mode;
    h.site = site;
    h.depth = 1;
    h.note = null;
    h.shape = 0;
    h.nest = null;
    size++;
    count(h);
    return true;
  }

  @DontInline
  private Held add() {
    if (size == all.length) {
      Held[] more = new Held[size * 2];
      System.arraycopy(all, 0, more, 0, size);
      all = more;
    }
    return all[size] = new Held();
  }

  /** Enters the lock once more if it is held in that mode; false if it is not. */
  boolean again(Object lock, int mode) {
    int i = find(lock, mode);
    if (i >= 0) {
      all[i].depth++;
    }
    return i >= 0;
  }

  /** Leaves the lock once if it was the last to be entered; false if it was not. */
  boolean popLast(Object lock, int mode) {
    int last = size - 1;
    Held h = last < 0 ? null : all[last];
    if (h == null || h.lock != lock || h.mode != mode) {
      return false;
    }
    if (h.depth > 1) {
      h.depth--;
      return true;
    }
    h.lock = null;
    h.var = null;
    size = last;
    if (h.use != null) {
      timed(h);
    }
    return true;
  }

  /** Keeps what stands for the lock entered last, so that leaving it needs no look-up. */
  void lastVar(LockVar v) {
    all[size - 1].var = v;
  }

  /** What was kept for that lock when it was entered, or null. */
  LockVar var(Object lock, int mode) {
    int i = find(lock, mode);
    return i < 0 ? null : all[i].var;
  }

  /** Leaves the lock once; true if it is now free or was not known to be held. */
  boolean pop(Object lock, int mode) {
    int i = find(lock, mode);
    if (i < 0) {
      return true;
    }
    if (--all[i].depth > 0) {
      return false;
    }
    remove(i);
    return true;
  }

  /** Forgets the lock whatever its depth, and tells the depth; 0 if it was not held. */
  public int drop(Object lock, int mode) {
    int i = find(lock, mode);
    if (i < 0) {
      return 0;
    }
    int depth = all[i].depth;
    remove(i);
    return depth;
  }

  /** Sets the depth of a lock that is held. */
  void depth(Object lock, int mode, int depth) {
    int i = find(lock, mode);
    if (i >= 0) {
      all[i].depth = depth;
    }
  }

  /** True if the lock is held in that mode. */
  public boolean holds(Object lock, int mode) {
    return find(lock, mode) >= 0;
  }

  /** How often the lock is held in that mode, 0 if it is not. */
  public int depth(Object lock, int mode) {
    int i = find(lock, mode);
    return i < 0 ? 0 : all[i].depth;
  }

  public int size() {
    return size;
  }

  /** The i-th lock, outermost first; another thread may be told null. */
  public Object lock(int i) {
    return at(i).lock;
  }

  public int mode(int i) {
    return at(i).mode;
  }

  /** Site of the acquisition, 0 if unknown. */
  public int site(int i) {
    return at(i).site;
  }

  /** What the detector has kept with the i-th lock since it was taken, or null. */
  public Object note(int i) {
    return all[i].note;
  }

  /** Keeps something with the i-th lock as long as that is held; outlives it for a while. */
  public void note(int i, Object note) {
    all[i].note = note;
  }

  /** True if the detector need not hear that the lock is asked for; something is held. */
  boolean isTold(Object lock, int mode, int site, OrderClock order) {
    Nest outer = nest(size - 1);
    Nest n = outer == null ? null : outer.inner(lock, mode, site);
    return n != null && n.isTold(order);
  }

  /** What is known of how the i-th lock lies within those outside of it, or null. */
  private Nest nest(int i) {
    Held h = all[i];
    if (h.nest == null) {
      Nest outer = i == 0 ? around : nest(i - 1);
      h.nest = outer == null ? null : outer.inner(h.lock, h.mode, h.site);
    }
    return h.nest;
  }

  /**
   * Makes known how the i-th lock lies within those outside of it, which are known.
   *
   * @param one stands for that very lock, or null
   * @param whole stands for all locks of its class, or null
   * @return false if there is too much to be kept
   */
  public boolean nest(int i, Nest.Name one, Nest.Name whole) {
    Held h = all[i];
    if (nest(i) == null) {
      Nest outer = i == 0 ? around : all[i - 1].nest;
      h.nest = add(outer, h.lock, h.mode, h.site, one, whole, false);
    }
    return h.nest != null;
  }

  /**
   * Like the other for a lock that is asked for under all that are held, or null.
   *
   * @param often true if there are enough of such
   */
  public Nest nest(Object lock, int mode, int site, Nest.Name one, Nest.Name whole, boolean often) {
    Nest outer = all[size - 1].nest;
    Nest n = outer.inner(lock, mode, site);
    boolean does = n != null && (often || one == null || !n.isVague() || outer.isVague());
    return does ? n : add(outer, lock, mode, site, one, whole, often);
  }

  private Nest add(
      Nest outer, Object lock, int mode, int site, Nest.Name one, Nest.Name whole, boolean often) {
    Nest n = outer.add(lock, mode, site, one, whole, often);
    if (n == null || ++nests <= MOST_NESTS) {
      return n;
    }
    nests = 0;
    around = new Nest();
    for (int i = 0; i < size; i++) {
      all[i].nest = null;
    }
    return null;
  }

  /** What the detector knows the i-th lock and those outside it by, 0 if it has not told yet. */
  public long shape(int i) {
    return all[i].shape;
  }

  /** Keeps a number with the i-th lock until that or one outside it is let go. */
  public void shape(int i, long shape) {
    all[i].shape = shape;
  }

  private Held at(int i) {
    Held[] now = all;
    Held h = i < now.length ? now[i] : null;
    return h == null ? NOTHING : h;
  }

  private int find(Object lock, int mode) {
    for (int i = size - 1; i >= 0; i--) {
      if (all[i].lock == lock && all[i].mode == mode) {
        return i;
      }
    }
    return -1;
  }

  private void remove(int i) {
    Held gone = all[i];
    int after = size - i - 1;
    if (after > 0) {
      System.arraycopy(all, i + 1, all, i, after);
    }
    size--;
    for (int k = i; k < size; k++) {
      all[k].shape = 0;
      all[k].nest = null;
    }
    gone.lock = null;
    gone.var = null;
    all[size] = gone;
    if (gone.use != null) {
      timed(gone);
    }
  }
}
