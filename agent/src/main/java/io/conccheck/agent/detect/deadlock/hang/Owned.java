package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.LockNode;
import io.conccheck.agent.detect.deadlock.UnseenLock;
import java.lang.reflect.Field;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells locks that only the thread that took them can give back from those that any thread can: a
 * semaphore has no owner (its javadoc), the stamp of a {@code StampedLock} may be used in another
 * thread, and a synchronizer of the program's own does as it likes unless it says whose it is.
 */
final class Owned {

  private static final Field OWNER = owner();

  private Owned() {}

  private static Field owner() {
    try {
      Field f = AbstractOwnableSynchronizer.class.getDeclaredField("exclusiveOwnerThread");
      f.setAccessible(true);
      return f;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // another JDK: then no such synchronizer is taken for bound
    }
  }

  /** True if only another thread that has what is waited for can end the wait. */
  static boolean isKeptByOwner(Stuck s) {
    return s.kind() != Waits.SEMAPHORE && isBound(s);
  }

  /** True unless it is a lock that is waited for, and not bound to who took it. */
  static boolean isBound(Stuck s) {
    return s.kind() != Waits.LOCK
        || s.mode() == Locks.MONITOR
        || s.on() instanceof UnseenLock // by what the JVM knows of its owner
        || s.on() instanceof ReentrantLock
        || LockNode.isReadWrite(s.on())
        || hasOwner(s.on());
  }

  private static boolean hasOwner(Object lock) {
    try {
      return OWNER != null
          && lock instanceof AbstractOwnableSynchronizer
          && OWNER.get(lock) != null;
    } catch (IllegalAccessException e) {
      return false;
    }
  }
}
