package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import java.lang.management.LockInfo;
import java.util.Collection;

/**
 * Finds the monitor that a blocked thread without a record of its wait is at: that of a
 * synchronized method, which the JVM takes before any hook runs, or that of a bin of a map, which a
 * thread that holds nothing else asks for without word.
 */
public final class EntryMonitors {

  private static final String MAP = "java.util.concurrent.ConcurrentHashMap";

  private EntryMonitors() {}

  /**
   * The lock among those its owner has a record of, or null.
   *
   * @param lock what the JVM says that is waited for, or null
   * @param owner who has it, or null
   */
  public static Object of(LockInfo lock, ThreadState owner) {
    HeldLocks held = owner == null || lock == null ? null : owner.held;
    boolean bin = lock != null && lock.getClassName().startsWith(MAP + "$");
    for (int i = held == null ? -1 : held.size() - 1; i >= 0; i--) {
      Object o = held.lock(i);
      boolean is = bin ? o instanceof Bins.Bin : isOf(o, lock.getIdentityHashCode());
      if (o != null && is) {
        return o;
      }
    }
    return null;
  }

  private static boolean isOf(Object lock, int hash) {
    return lock != null && System.identityHashCode(lock) == hash;
  }

  /**
   * The one monitor that a virtual thread with that stack can be blocked at; null if none that
   * another thread holds fits, or several do.
   *
   * @param all threads, or those that hold a lock
   */
  public static Object ofVirtual(
      ThreadState ts, StackTraceElement[] stack, Collection<ThreadState> all) {
    Object found = null;
    if (stack.length == 0) {
      return null;
    }
    for (ThreadState other : all) {
      for (int i = 0; other != ts && i < other.held.size(); i++) {
        Object lock = other.held.lock(i);
        if (lock != null && other.held.mode(i) == Locks.MONITOR && fits(lock, stack[0])) {
          if (found != null && found != lock) {
            return null;
          }
          found = lock;
        }
      }
    }
    return found;
  }

  private static boolean fits(Object lock, StackTraceElement at) {
    if (lock instanceof Class<?> c) {
      return c.getName().equals(at.getClassName());
    }
    if (lock instanceof Bins.Bin) {
      return at.getClassName().equals(MAP);
    }
    for (Class<?> c = lock.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getName().equals(at.getClassName())) {
        return true;
      }
    }
    return false;
  }
}
