package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Asks the synchroniser that the two halves of a {@code ReentrantReadWriteLock} share what the
 * current thread holds. It knows that also of locks taken before they were watched.
 */
public final class ReadWriteHolds {

  private static final MethodHandle READS = count("getReadHoldCount");
  private static final MethodHandle WRITES = count("getWriteHoldCount");

  private ReadWriteHolds() {}

  /** True if the current thread does not hold that half; false if it does, or it cannot be told. */
  public static boolean surelyUnheld(Object sync, int mode) {
    MethodHandle count = mode == Locks.READ ? READS : mode == Locks.WRITE ? WRITES : null;
    if (count == null || !count.type().parameterType(0).isInstance(sync)) {
      return false;
    }
    try {
      return (int) count.invoke(sync) == 0;
    } catch (Throwable e) {
      return false; // cannot be told
    }
  }

  /** Null if this JDK has no such method. */
  private static MethodHandle count(String name) {
    try {
      Class<?> c =
          Class.forName("java.util.concurrent.locks.ReentrantReadWriteLock$Sync", false, null);
      return MethodHandles.privateLookupIn(c, MethodHandles.lookup())
          .findVirtual(c, name, MethodType.methodType(int.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
