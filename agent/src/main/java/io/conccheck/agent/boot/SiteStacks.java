package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Stacks of accesses that may turn out to be the earlier side of a race. The first few accesses of
 * each site that reach the slow path are kept, and many more of a site that has already raced, so
 * that a race that happens once is told with both stacks and a hot site costs nothing.
 *
 * <p>A table of fixed size, indexed by the shadow word: a later access may evict an earlier one.
 * Counters and slots are written without order; a lost update loses one stack.
 */
public final class SiteStacks {

  private static final int SIZE = 1 << 13;
  private static final int FIRST = 4;
  private static final int SUSPECT = -100;

  private static final Entry[] TABLE = new Entry[SIZE];
  private static volatile byte[] used = new byte[1 << 12];

  private SiteStacks() {}

  /** True if {@link #offer} would keep the stack of an access of that site. */
  static boolean wants(int site) {
    byte[] u = used;
    return site >= u.length || u[site] < FIRST;
  }

  /** Keeps the stack of this access if its site still has a claim. */
  static void offer(long word, int site, ThreadState ts) {
    byte[] u = used;
    if (site >= u.length) {
      u = grow(site);
    }
    if (u[site] < FIRST) {
      u[site]++;
      keep(word, ts);
    }
  }

  @DontInline
  private static void keep(long word, ThreadState ts) {
    TABLE[slot(word)] = new Entry(word, new Throwable(), HeldCopy.of(ts.held));
  }

  /** The stack of the access that left this word, or null if it was not kept or is gone. */
  public static Throwable of(long word) {
    Entry e = TABLE[slot(word)];
    return e != null && e.word == word ? e.stack : null;
  }

  /** The locks held at the access that left this word; null if they were not kept or are gone. */
  public static HeldCopy heldAt(long word) {
    Entry e = TABLE[slot(word)];
    return e != null && e.word == word ? e.held : null;
  }

  /** A site that has raced: its next accesses are kept. */
  public static void suspect(int site) {
    byte[] u = used;
    if (site < u.length && u[site] >= FIRST) {
      u[site] = SUSPECT;
    }
  }

  private static int slot(long word) {
    // The thread id stands in the topmost bits, which a product would leave where they are: the
    // accesses of two threads at one site would evict one another.
    long h = (word ^ (word >>> ThreadState.TID_SHIFT) * 0xBF58476D1CE4E5B9L) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32) & SIZE - 1;
  }

  @DontInline
  private static byte[] grow(int site) {
    Pin.on();
    try {
      return larger(site);
    } finally {
      Pin.off();
    }
  }

  private static synchronized byte[] larger(int site) {
    byte[] old = used;
    if (site >= old.length) {
      byte[] more = new byte[Math.max(site + 1, old.length * 2)];
      System.arraycopy(old, 0, more, 0, old.length);
      used = more;
    }
    return used;
  }

  private static final class Entry {
    final long word;
    final Throwable stack;
    final HeldCopy held;

    Entry(long word, Throwable stack, HeldCopy held) {
      this.word = word;
      this.stack = stack;
      this.held = held;
    }
  }
}
