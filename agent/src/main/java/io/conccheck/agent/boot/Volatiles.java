package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Called by woven accessors of volatile fields with the field's own sync variable. Never throws.
 */
public final class Volatiles {

  private static final Object LOCK = new Object();

  private Volatiles() {}

  /** After a volatile read; {@code v} is null while nothing was written under the agent's eye. */
  public static void read(VolatileVar v, ThreadState ts) {
    if (v != null && !ts.busy) {
      v.acquire(ts);
      HandedOut.Given given = v.given();
      if (given != null) {
        HandedOut.read(given, ts);
      }
    }
  }

  /** Before a volatile write. */
  @DontInline
  public static void write(VolatileVar v, ThreadState ts) {
    if (!ts.busy) {
      v.release(ts);
    }
  }

  /**
   * Held while an accessor makes a field's sync variable, so that it is made once. To be followed
   * by {@link #unlocked}.
   */
  public static Object lock() {
    Pin.on();
    return LOCK;
  }

  /** The lock was given back, or could not be taken. */
  public static void unlocked() {
    Pin.off();
  }
}
