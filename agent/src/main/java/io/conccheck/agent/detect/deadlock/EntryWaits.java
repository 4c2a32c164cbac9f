package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that wait at the entry of a synchronized method. The JVM takes that monitor before any
 * hook of the method runs, so that they have no record of the wait: the JVM is asked what they wait
 * for. Guarded by its owner.
 */
final class EntryWaits {

  private static final int MOST = 16; // asked about in one look

  /**
   * One such wait.
   *
   * @param count tells it from the thread's other waits
   * @param known false if the thread had no state of its own
   */
  record Entry(ThreadState waiter, int count, Object lock, boolean known) {}

  private Map<Thread, ThreadState> strangers = new IdentityHashMap<>();
  private ThreadMXBean bean; // null until first needed
  private boolean missing; // there is no such thing in this JVM

  /** Those who wait so now, of many only some. The lock is one that its holder has a record of. */
  List<Entry> look(ThreadState[] threads) {
    List<ThreadState> blocked = new ArrayList<>();
    for (ThreadState ts : threads) {
      Thread t = ts.wait.kind() != 0 || ts.info.virtual ? null : ts.thread();
      if (t != null && t.getState() == Thread.State.BLOCKED) {
        blocked.add(ts);
      }
    }
    addStrangers(blocked);
    List<Entry> entries = new ArrayList<>();
    if (blocked.isEmpty() || bean() == null) {
      return entries;
    }
    Map<Long, ThreadState> numbered = new HashMap<>();
    for (ThreadState ts : threads) {
      numbered.put(ts.info.id, ts);
    }
    for (ThreadState ts : blocked.subList(0, Math.min(MOST, blocked.size()))) {
      ThreadInfo info = bean.getThreadInfo(ts.info.id);
      Object lock = info == null ? null : lockOf(info, numbered);
      if (lock != null) {
        boolean known = !strangers.containsValue(ts);
        entries.add(new Entry(ts, (int) info.getBlockedCount(), lock, known));
      }
    }
    return entries;
  }

  /** Threads whose first act is such a call: they have no state yet and get one for as long. */
  private void addStrangers(List<ThreadState> blocked) {
    Map<Thread, ThreadState> now = new IdentityHashMap<>();
    for (Thread t : Threads.fresh()) {
      if (t.getState() == Thread.State.BLOCKED) {
        ThreadState known = strangers.get(t);
        ThreadState ts = known == null ? Threads.stranger(t) : known;
        if (!ts.info.virtual) {
          now.put(t, ts);
          blocked.add(ts);
        }
      }
    }
    strangers = now;
  }

  private static Object lockOf(ThreadInfo info, Map<Long, ThreadState> numbered) {
    ThreadState owner = numbered.get(info.getLockOwnerId());
    if (owner == null
        || info.getThreadState() != Thread.State.BLOCKED
        || info.getLockInfo() == null) {
      return null;
    }
    int hash = info.getLockInfo().getIdentityHashCode();
    for (int i = 0; i < owner.held.size(); i++) {
      Object lock = owner.held.lock(i);
      if (lock != null && System.identityHashCode(lock) == hash) {
        return lock;
      }
    }
    return null;
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
