package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * How often one thread has taken locks, by the places where it did, and how long it waited for them
 * and held them. Every acquisition is counted; the clock is read for the first ones and then for
 * one in {@link #STRIDE}, from which the rest is estimated. Written by its thread alone; read
 * without order by who sums up.
 */
public final class LockUses {

  /** False while nobody wants to know. */
  public static volatile boolean enabled;

  /** No divisor of what loops often take: of two locks in turn both are timed. */
  static final int STRIDE = 61;

  private static final int FIRST = 64; // timed one and all
  private static final int MOST = 4096; // places of one thread
  private static final int NEAR = 64; // a power of two: of less, places push each other out
  private static final long WAITED = 10_000; // nanoseconds; less is what an acquisition takes

  /** Uses of one place. */
  public static final class Use {
    public final int site;

    /** A lock that was taken there, by its class. */
    public final Class<?> type;

    /** The class of which the lock is the {@code Class} object, or null. */
    public final Class<?> ofClass;

    public long acquisitions;

    /** How many of them were timed. */
    public long timed;

    /** How many of those had to wait. */
    public long contended;

    /** Nanoseconds that those waited. */
    public long waited;

    /** Nanoseconds from the timed acquisitions to their releases. */
    public long held;

    Use(int site, Object lock) {
      this.site = site;
      this.type = lock.getClass();
      this.ofClass = lock instanceof Class<?> ? (Class<?>) lock : null;
    }
  }

  /** Open addressing by place and class; at least a quarter of the entries are empty. */
  private Use[] table = new Use[16];

  private final Use[] last = new Use[NEAR]; // by place
  private int size;
  private int taken; // timed so far, up to FIRST
  private int left; // acquisitions until one is timed
  private long askedAt; // 0 if the next acquisition is not timed

  /** The thread is about to ask for a lock, and will wait. */
  void asking() {
    if (left <= 1) {
      askNow();
    }
  }

  @DontInline
  private void askNow() {
    askedAt = System.nanoTime();
  }

  /** It did not get it. */
  void gaveUp() {
    askedAt = 0;
  }

  /** It has a lock; null if there are too many places. */
  Use took(Object lock, int site) {
    Use u = last[site & NEAR - 1];
    if (u == null || u.site != site || u.type != lock.getClass()) {
      u = find(lock, site);
      if (u == null) {
        return null;
      }
      last[site & NEAR - 1] = u;
    }
    u.acquisitions++;
    return u;
  }

  /** When that acquisition was, if it is one to be timed; 0 if not. */
  long since(Use u) {
    return --left > 0 ? 0 : sinceNow(u);
  }

  @DontInline
  private long sinceNow(Use u) {
    long now = System.nanoTime();
    long waited = askedAt == 0 ? 0 : now - askedAt;
    askedAt = 0;
    left = taken < FIRST ? 1 : STRIDE;
    taken++;
    u.timed++;
    if (waited > WAITED) {
      u.contended++;
      u.waited += waited;
    }
    return now;
  }

  @DontInline
  private Use find(Object lock, int site) {
    int i = home(site, lock.getClass(), table);
    for (Use u = table[i]; u != null; u = table[i]) {
      if (u.site == site && u.type == lock.getClass()) {
        return u;
      }
      i = i + 1 & table.length - 1;
    }
    if (size >= MOST) {
      return null;
    }
    Use u = new Use(site, lock);
    table[i] = u;
    size++;
    if (size * 4 > table.length * 3) {
      grow();
    }
    return u;
  }

  private void grow() {
    Use[] more = new Use[table.length * 2];
    for (Use u : table) {
      if (u != null) {
        int i = home(u.site, u.type, more);
        while (more[i] != null) {
          i = i + 1 & more.length - 1;
        }
        more[i] = u;
      }
    }
    table = more;
  }

  /** A method that many classes inherit is one place with locks of them all. */
  private static int home(int site, Class<?> type, Use[] table) {
    int h = (site ^ System.identityHashCode(type)) * 0x9E3779B9;
    return (h ^ h >>> 16) & table.length - 1;
  }

  /** How often such a lock was taken at that place so far; for looks from outside. */
  public long taken(int site, Class<?> type) {
    Use[] now = table;
    int i = home(site, type, now);
    for (Use u = now[i]; u != null; u = now[i]) {
      if (u.site == site && u.type == type) {
        return u.acquisitions;
      }
      i = i + 1 & now.length - 1;
    }
    return 0;
  }

  /** All places so far, in no order. */
  public Use[] all() {
    Use[] now = table;
    Use[] all = new Use[now.length];
    int n = 0;
    for (Use u : now) {
      if (u != null) {
        all[n++] = u;
      }
    }
    Use[] some = new Use[n];
    System.arraycopy(all, 0, some, 0, n);
    return some;
  }
}
