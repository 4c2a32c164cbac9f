package io.conccheck.agent.boot;

/**
 * The locks that a thread has tried to get in vain again and again, and not got in between, by
 * their identities, so that none is kept alive. Owned by its thread; the watchdog reads without
 * order, and believes what it sees for a long time.
 */
public final class Refusals {

  private static final int MOST = 4;

  private final int[] locks = new int[MOST]; // 0 for none
  private final int[] held = new int[MOST]; // the lock taken last before the try
  private final int[] counts = new int[MOST];
  private final long[] since = new long[MOST];
  private final int[] sites = new int[MOST];
  private int next;

  void refused(Object lock, Object innermost, int site) {
    int hash = System.identityHashCode(lock);
    int i = 0;
    while (i < MOST && locks[i] != hash) {
      i++;
    }
    if (i == MOST) {
      i = next;
      next = (next + 1) % MOST;
      counts[i] = 0;
      since[i] = System.nanoTime();
      locks[i] = hash;
    }
    held[i] = System.identityHashCode(innermost);
    sites[i] = site;
    counts[i]++;
  }

  void got(Object lock) {
    int hash = System.identityHashCode(lock);
    for (int i = 0; i < MOST; i++) {
      if (locks[i] == hash) {
        locks[i] = 0;
      }
    }
  }

  /** How many there are room for; each place may be empty. */
  public int size() {
    return MOST;
  }

  /** Identity of a lock that was refused, or 0. */
  public int lock(int i) {
    return locks[i];
  }

  /** Identity of what the thread had taken last when it was refused last, or 0. */
  public int held(int i) {
    return held[i];
  }

  /** How often it was refused since the thread last had it. */
  public int count(int i) {
    return counts[i];
  }

  /** When it was refused first since then, in terms of {@code System.nanoTime}. */
  public long since(int i) {
    return since[i];
  }

  /** Where it was refused last; 0 if unknown. */
  public int site(int i) {
    return sites[i];
  }
}
