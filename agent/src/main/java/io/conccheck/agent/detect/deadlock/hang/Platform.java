package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.EntryMonitors;
import io.conccheck.agent.detect.deadlock.UnseenLock;
import io.conccheck.agent.state.Stacks;
import io.conccheck.agent.state.ThreadBean;
import java.lang.management.LockInfo;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What the JVM itself knows of threads: for waits that no hook sees, such as those at the entry of
 * a synchronized method. Used by the watchdog's thread alone.
 */
final class Platform {

  private static final int MOST_UNSEEN = 1_000;

  private final ThreadGroup root;
  private final ThreadBean bean = new ThreadBean();
  private final Map<UnseenLock, UnseenLock> unseen = new HashMap<>();

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
    return bean.cpu(id(t));
  }

  /**
   * The wait of a blocked or waiting thread that has no record of it, or null.
   *
   * @param all threads, by their numbers
   * @param holding those of them that hold a lock
   */
  Stuck blocked(ThreadState ts, Map<Long, ThreadState> all, Collection<ThreadState> holding) {
    Thread t = ts.thread();
    if (t == null || isHouse(t)) {
      return null;
    }
    if (ts.info.virtual) {
      return virtual(ts, t, holding);
    }
    ThreadInfo info = bean.info(id(t), 0);
    if (info == null) {
      return null;
    }
    long count = info.getBlockedCount() * 31 + info.getWaitedCount() + ts.wait.count();
    if (info.getThreadState() == Thread.State.BLOCKED && info.getLockInfo() != null) {
      Object lock = EntryMonitors.of(info.getLockInfo(), all.get(info.getLockOwnerId()));
      Stuck exit = lock == null ? Exits.asked(ts, t, count) : null;
      if (exit != null) {
        return exit;
      }
      lock = lock == null ? unseen(info, all) : lock;
      return lock == null ? null : new Stuck(ts, t, count, lock, Waits.LOCK, Locks.MONITOR);
    }
    if (info.getThreadState() == Thread.State.WAITING && !ts.wait.timed()) {
      Object lock = unseen(info, all);
      if (lock != null) {
        return new Stuck(ts, t, count, lock, Waits.LOCK, Locks.LOCK);
      }
      Object blocker = LockSupport.getBlocker(t);
      return new Stuck(ts, t, count, blocker == null ? t : blocker, Waits.OTHER, 0);
    }
    return null;
  }

  /**
   * The same one each time, for the lock that the JVM says is waited for; null if it has no owner.
   */
  private UnseenLock unseen(ThreadInfo info, Map<Long, ThreadState> all) {
    ThreadState owner = all.get(info.getLockOwnerId());
    Thread holder = owner == null ? null : owner.thread();
    LockInfo lock = info.getLockInfo();
    if (holder == null || lock == null) {
      return null;
    }
    if (unseen.size() > MOST_UNSEEN) {
      unseen.clear();
    }
    UnseenLock u = new UnseenLock(lock.getClassName(), lock.getIdentityHashCode(), holder);
    return unseen.computeIfAbsent(u, k -> k);
  }

  /**
   * A virtual thread at the entry of a synchronized method: on the one object that can be meant, if
   * there is just one such monitor held by another thread.
   */
  private static Stuck virtual(ThreadState ts, Thread t, Collection<ThreadState> holding) {
    StackTraceElement[] stack = Stacks.of(t);
    if (stack.length == 0) {
      return null;
    }
    long count = ts.wait.count() * 31L + Arrays.hashCode(stack);
    if (t.getState() != Thread.State.BLOCKED) {
      return ts.wait.timed() ? null : new Stuck(ts, t, count, t, Waits.OTHER, 0);
    }
    Object found = EntryMonitors.ofVirtual(ts, stack, holding);
    return found == null ? null : new Stuck(ts, t, count, found, Waits.LOCK, Locks.MONITOR);
  }

  @SuppressWarnings("deprecation") // threadId() is younger than 17
  private static long id(Thread t) {
    return t.getId();
  }
}
