package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.state.Stacks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What the JVM itself knows of threads: for waits that no hook sees, such as those at the entry of
 * a synchronized method. Used by the watchdog's thread alone.
 */
final class Platform {

  private final ThreadGroup root;
  private ThreadMXBean bean; // null until first needed
  private boolean missing; // there is no such thing in this JVM

  Platform() {
    ThreadGroup g = Thread.currentThread().getThreadGroup();
    while (g.getParent() != null) {
      g = g.getParent();
    }
    root = g;
  }

  /** All platform threads but the JVM's own. */
  Thread[] threads() {
    Thread[] all = new Thread[root.activeCount() + 64];
    int n = root.enumerate(all, true);
    while (n == all.length) {
      all = new Thread[n * 2];
      n = root.enumerate(all, true);
    }
    return Arrays.copyOf(all, n);
  }

  /** True if the JVM or the JDK made the thread for its own house. */
  boolean isHouse(Thread t) {
    return t.getThreadGroup() == root;
  }

  /** Processor time the thread has used in nanoseconds, or -1. */
  long cpu(Thread t) {
    try {
      return bean() == null ? -1 : bean.getThreadCpuTime(id(t));
    } catch (UnsupportedOperationException e) {
      return -1;
    }
  }

  /**
   * The wait of a blocked or waiting thread that has no record of it, or null.
   *
   * @param all threads, by their numbers
   */
  Stuck blocked(ThreadState ts, Map<Long, ThreadState> all) {
    Thread t = ts.thread();
    if (t == null || isHouse(t)) {
      return null;
    }
    if (ts.info.virtual) {
      return virtual(ts, t, all.values());
    }
    ThreadInfo info = bean() == null ? null : bean.getThreadInfo(id(t));
    if (info == null) {
      return null;
    }
    long count = info.getBlockedCount() * 31 + info.getWaitedCount() + ts.wait.count();
    if (info.getThreadState() == Thread.State.BLOCKED && info.getLockInfo() != null) {
      Object lock = find(info.getLockInfo().getIdentityHashCode(), all.get(info.getLockOwnerId()));
      return lock == null ? null : new Stuck(ts, t, count, lock, Waits.LOCK, Locks.MONITOR);
    }
    if (info.getThreadState() == Thread.State.WAITING && !ts.wait.timed()) {
      Object blocker = LockSupport.getBlocker(t);
      return new Stuck(ts, t, count, blocker == null ? t : blocker, Waits.OTHER, 0);
    }
    return null;
  }

  /** A lock that its owner has a record of. */
  private static Object find(int hash, ThreadState owner) {
    for (int i = 0; owner != null && i < owner.held.size(); i++) {
      Object lock = owner.held.lock(i);
      if (lock != null && System.identityHashCode(lock) == hash) {
        return lock;
      }
    }
    return null;
  }

  /**
   * A virtual thread at the entry of a synchronized method: on the one object that can be meant, if
   * there is just one such monitor held by another thread.
   */
  private static Stuck virtual(ThreadState ts, Thread t, Collection<ThreadState> all) {
    StackTraceElement[] stack = Stacks.of(t);
    if (stack.length == 0) {
      return null;
    }
    long count = ts.wait.count() * 31L + Arrays.hashCode(stack);
    if (t.getState() != Thread.State.BLOCKED) {
      return ts.wait.timed() ? null : new Stuck(ts, t, count, t, Waits.OTHER, 0);
    }
    Object found = null;
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
    return found == null ? null : new Stuck(ts, t, count, found, Waits.LOCK, Locks.MONITOR);
  }

  private static boolean fits(Object lock, StackTraceElement at) {
    if (lock instanceof Class<?> c) {
      return c.getName().equals(at.getClassName());
    }
    for (Class<?> c = lock.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getName().equals(at.getClassName())) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("deprecation") // threadId() is younger than 17
  private static long id(Thread t) {
    return t.getId();
  }

  private ThreadMXBean bean() {
    if (bean == null && !missing) {
      try {
        bean = ManagementFactory.getThreadMXBean();
      } catch (LinkageError e) {
        missing = true; // a run-time image without that module
      }
    }
    return bean;
  }
}
