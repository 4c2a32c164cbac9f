package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bounds the memory of array shadows that have words for each element, and thereby the number of
 * all ({@link ShadowTable}). When the limit is reached, all of them are forgotten at once and
 * tracking begins anew: the detector then samples in time, which can miss a race and invents none.
 * Where even that does not help, an element goes unwatched.
 */
public final class ShadowMemory {

  private static final VarHandle USED = handle();

  /** Bytes that array shadows may take; set before the first array is watched. */
  private static volatile long limit = Runtime.getRuntime().maxMemory() / 4;

  private static volatile long used;
  private static volatile int resets;

  private ShadowMemory() {}

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findStaticVarHandle(ShadowMemory.class, "used", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Sets the limit.
   *
   * @param bytes more than 0
   */
  public static void limit(long bytes) {
    limit = bytes;
  }

  /** The limit in bytes. */
  static long limit() {
    return limit;
  }

  /** Takes that many bytes; false if a single shadow is larger than all there may be. */
  static boolean take(long bytes) {
    long now = (long) USED.getAndAdd(bytes) + bytes;
    if (now <= limit) {
      return true;
    }
    Pin.on();
    try {
      reset(now);
    } finally {
      Pin.off();
    }
    return bytes < limit / 2;
  }

  /** Gives back what a dead array's shadow had taken. */
  static void give(long bytes) {
    USED.getAndAdd(-bytes);
  }

  private static synchronized void reset(long seen) {
    if (used >= seen) {
      Arrays.forget();
      used = 0;
      resets = resets + 1;
    }
  }

  /** How often everything was forgotten. */
  public static int resets() {
    return resets;
  }
}
