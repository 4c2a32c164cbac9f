package io.conccheck.agent.boot;

/** The locks a thread holds, outermost first, with mode, site and depth. Owned by that thread. */
public final class HeldLocks {

  private Object[] locks = new Object[8];
  private int[] modes = new int[8];
  private int[] sites = new int[8];
  private int[] depths = new int[8];
  private Throwable[] stacks = new Throwable[8];
  private LockVar[] vars = new LockVar[8];
  private int size;

  /** Enters the lock once more; true if it was not held in that mode before. */
  boolean push(Object lock, int mode, int site) {
    int i = find(lock, mode);
    if (i >= 0) {
      depths[i]++;
      return false;
    }
    if (size == locks.length) {
      grow();
    }
    locks[size] = lock;
    modes[size] = mode;
    sites[size] = site;
    depths[size] = 1;
    stacks[size] = null;
    size++;
    return true;
  }

  /** Keeps what stands for the lock entered last, so that leaving it needs no look-up. */
  void lastVar(LockVar v) {
    vars[size - 1] = v;
  }

  /** What was kept for that lock when it was entered, or null. */
  LockVar var(Object lock, int mode) {
    int i = find(lock, mode);
    return i < 0 ? null : vars[i];
  }

  /** Leaves the lock once; true if it is now free or was not known to be held. */
  boolean pop(Object lock, int mode) {
    int i = find(lock, mode);
    if (i < 0) {
      return true;
    }
    if (--depths[i] > 0) {
      return false;
    }
    remove(i);
    return true;
  }

  /** Forgets the lock whatever its depth, and tells the depth; 0 if it was not held. */
  int drop(Object lock, int mode) {
    int i = find(lock, mode);
    if (i < 0) {
      return 0;
    }
    int depth = depths[i];
    remove(i);
    return depth;
  }

  /** Sets the depth of a lock that is held. */
  void depth(Object lock, int mode, int depth) {
    int i = find(lock, mode);
    if (i >= 0) {
      depths[i] = depth;
    }
  }

  /** True if the lock is held in that mode. */
  public boolean holds(Object lock, int mode) {
    return find(lock, mode) >= 0;
  }

  /** How often the lock is held in that mode, 0 if it is not. */
  public int depth(Object lock, int mode) {
    int i = find(lock, mode);
    return i < 0 ? 0 : depths[i];
  }

  public int size() {
    return size;
  }

  /** The i-th lock, outermost first. */
  public Object lock(int i) {
    return locks[i];
  }

  public int mode(int i) {
    return modes[i];
  }

  /** Site of the acquisition, 0 if unknown. */
  public int site(int i) {
    return sites[i];
  }

  /** Stack of the acquisition as a detector left it, or null. */
  public Throwable stack(int i) {
    return stacks[i];
  }

  public void stack(int i, Throwable t) {
    stacks[i] = t;
  }

  private int find(Object lock, int mode) {
    for (int i = size - 1; i >= 0; i--) {
      if (locks[i] == lock && modes[i] == mode) {
        return i;
      }
    }
    return -1;
  }

  private void remove(int i) {
    int after = size - i - 1;
    if (after > 0) {
      System.arraycopy(locks, i + 1, locks, i, after);
      System.arraycopy(modes, i + 1, modes, i, after);
      System.arraycopy(sites, i + 1, sites, i, after);
      System.arraycopy(depths, i + 1, depths, i, after);
      System.arraycopy(stacks, i + 1, stacks, i, after);
      System.arraycopy(vars, i + 1, vars, i, after);
    }
    size--;
    locks[size] = null;
    stacks[size] = null;
    vars[size] = null;
  }

  private void grow() {
    int n = size * 2;
    Object[] l = new Object[n];
    System.arraycopy(locks, 0, l, 0, size);
    locks = l;
    modes = grown(modes, n);
    sites = grown(sites, n);
    depths = grown(depths, n);
    Throwable[] s = new Throwable[n];
    System.arraycopy(stacks, 0, s, 0, size);
    stacks = s;
    LockVar[] v = new LockVar[n];
    System.arraycopy(vars, 0, v, 0, size);
    vars = v;
  }

  private static int[] grown(int[] a, int n) {
    int[] b = new int[n];
    System.arraycopy(a, 0, b, 0, a.length);
    return b;
  }
}
