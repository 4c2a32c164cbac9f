package io.conccheck.agent.detect.deadlock.claims;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who has what, all holders together, as one number: the sum of what each adds, so that a step to a
 * state that was met before is one compare-and-set. Bit 0 says that somebody holds it still, the
 * next 20 bits count the holders, the rest is a hash.
 */
final class StateKey {

  static final int MOST_HOLDERS = 200;
  private static final int MOST_STATES = 2_000;
  private static final int TABLE = 4 * 2_048; // a power of two
  private static final int TRIES = 8;

  private static final long STILL = 1;
  private static final long HOLDER = 2;
  private static final int HOLDER_BITS = 21; // with the one that says still
  private static final VarHandle NOW = now();

  private final long[] met = new long[TABLE]; // 0 if free; written by who holds the number still
  private int size;
  private volatile boolean full;

  @SuppressWarnings("unused")
  private volatile long now; // through NOW

  private static VarHandle now() {
    try {
      return MethodHandles.lookup().findVarHandle(StateKey.class, "now", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What a holder adds whose units have that hash; 0 if it has none. */
  static long part(long hash, int resources) {
    return resources == 0 ? 0 : hash << HOLDER_BITS | HOLDER;
  }

  private static int holders(long key) {
    return (int) (key >>> 1) & (1 << HOLDER_BITS - 1) - 1;
  }

  /** True if the state need not be looked at for itself. */
  private boolean isKnown(long key) {
    int n = holders(key);
    return n < 2 || n > MOST_HOLDERS || full || place(key) < 0;
  }

  /** Where it may be entered in the table; negative if it is there. */
  private int place(long key) {
    int i = (int) (key >>> HOLDER_BITS) & TABLE - 1;
    while (met[i] != 0) {
      if (met[i] == key) {
        return -1;
      }
      i = i + 1 & TABLE - 1;
    }
    return i;
  }

  /**
   * Makes the step unless somebody holds the number still or it leads to what has to be looked at.
   */
  boolean step(long change, boolean looks) {
    for (int i = 0; i < TRIES; i++) {
      long old = now;
      long next = old + change;
      if ((old & STILL) != 0 || looks && !isKnown(next)) {
        return false;
      }
      if (NOW.compareAndSet(this, old, next)) {
        return true;
      }
    }
    return false;
  }

  /** Holds the number still, and tells it. One thread at a time, which must {@link #go} soon. */
  long still() {
    long old = now;
    while (!NOW.compareAndSet(this, old, old | STILL)) {
      old = now;
    }
    return old;
  }

  /** Lets others step on from there. */
  void go(long key) {
    now = key;
  }

  /** True if the state was never met and is to be looked at. By who holds the number still. */
  boolean isNew(long key) {
    return !isKnown(key);
  }

  /** Takes note that the state was met. By who holds the number still. */
  void meet(long key) {
    int i = place(key);
    if (i >= 0) {
      met[i] = key;
      full = ++size >= MOST_STATES;
    }
  }

  /** True if there are neither too few holders for a look, nor too many, nor too many states. */
  boolean isLookedAt(long key) {
    int n = holders(key);
    return n >= 2 && n <= MOST_HOLDERS && !full;
  }
}
