package io.conccheck.agent.boot;

/**
 * Methods that look or act for their callers are woven before it is known who calls them: they do
 * so only where a caller asks. Numbers are those of operations. Never throws.
 */
public final class Asked {

  private static final int SLOT = ThreadState.slot();

  /** By number; replaced, never changed. A thread that sees an old one misses a finding. */
  private static boolean[] wanted = {};

  private Asked() {}

  /** Some caller hangs on what that look sees, or lends to that act. */
  public static void want(int number) {
    Pin.on();
    try {
      add(number);
    } finally {
      Pin.off();
    }
  }

  private static synchronized void add(int number) {
    boolean[] known = wanted;
    if (number >= known.length || !known[number]) {
      boolean[] more = new boolean[Math.max(number + 1, known.length)];
      System.arraycopy(known, 0, more, 0, known.length);
      more[number] = true;
      wanted = more;
    }
  }

  static boolean isWanted(int number) {
    boolean[] known = wanted;
    return number < known.length && known[number];
  }

  /** Before a call: the next look of that number is for the caller. */
  public static void ask(int look) {
    ThreadState ts = AtomicityEvents.sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    int[] asked = (int[]) ts.get(SLOT);
    if (asked == null) {
      asked = new int[1];
      ts.put(SLOT, asked);
    }
    asked[0] = look + 1;
    Windows.leave(look, look);
  }

  /** True if the thread's caller has asked for that look; not twice. */
  static boolean take(int look) {
    int[] asked = isWanted(look) ? (int[]) Threads.current().get(SLOT) : null;
    if (asked == null || asked[0] != look + 1) {
      return false;
    }
    asked[0] = 0;
    return true;
  }
}
