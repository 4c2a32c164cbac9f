package io.conccheck.agent.boot;

/** What a thread held at some moment, told without keeping the locks themselves alive. */
public final class HeldCopy {

  private static final HeldCopy NONE = new HeldCopy(0);

  private final String[] types;
  private final boolean[] classes;
  private final int[] hashes;
  private final int[] modes;
  private final int[] sites;

  private HeldCopy(int n) {
    types = new String[n];
    classes = new boolean[n];
    hashes = new int[n];
    modes = new int[n];
    sites = new int[n];
  }

  /** A copy of what is held now. */
  static HeldCopy of(HeldLocks held) {
    int n = held.size();
    if (n == 0) {
      return NONE;
    }
    HeldCopy copy = new HeldCopy(n);
    for (int i = 0; i < n; i++) {
      Object lock = held.lock(i);
      copy.classes[i] = lock instanceof Class;
      copy.types[i] = (copy.classes[i] ? (Class<?>) lock : lock.getClass()).getName();
      copy.hashes[i] = System.identityHashCode(lock);
      copy.modes[i] = held.mode(i);
      copy.sites[i] = held.site(i);
    }
    return copy;
  }

  public int size() {
    return types.length;
  }

  /** Name of the i-th lock's class, outermost first; of the class itself if that is the lock. */
  public String type(int i) {
    return types[i];
  }

  /** True if the i-th lock is a class. */
  public boolean isClass(int i) {
    return classes[i];
  }

  /** Identity hash of the i-th lock. */
  public int hash(int i) {
    return hashes[i];
  }

  public int mode(int i) {
    return modes[i];
  }

  /** Site of the acquisition, 0 if unknown. */
  public int site(int i) {
    return sites[i];
  }
}
