package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.state.Stacks;
import io.conccheck.agent.state.ThreadBean;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that wait at the entry of a synchronized method or for the bin of a map, and have no
 * record of it: the JVM is asked what they wait for. Of a virtual thread it does not tell, so that
 * its stack has to. Guarded by its owner.
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
  private final ThreadBean bean = new ThreadBean();

  /** Those who wait so now, of many only some. The lock is one that its holder has a record of. */
  List<Entry> look(ThreadState[] threads) {
    List<ThreadState> blocked = new ArrayList<>();
    for (ThreadState ts : threads) {
      Thread t = ts.wait.kind() != 0 ? null : ts.thread();
      if (t != null && t.getState() == Thread.State.BLOCKED) {
        blocked.add(ts);
      }
    }
    addStrangers(blocked);
    List<Entry> entries = new ArrayList<>();
    if (blocked.isEmpty()) {
      return entries;
    }
    Map<Long, ThreadState> numbered = new HashMap<>();
    for (ThreadState ts : threads) {
      numbered.put(ts.info.id, ts);
    }
    for (ThreadState ts : blocked.subList(0, Math.min(MOST, blocked.size()))) {
      Entry e = ts.info.virtual ? virtual(ts, numbered) : platform(ts, numbered);
      if (e != null) {
        entries.add(e);
      }
    }
    return entries;
  }

  private Entry platform(ThreadState ts, Map<Long, ThreadState> numbered) {
    ThreadInfo info = bean.info(ts.info.id, 0);
    if (info == null || info.getThreadState() != Thread.State.BLOCKED) {
      return null;
    }
    Object lock = EntryMonitors.of(info.getLockInfo(), numbered.get(info.getLockOwnerId()));
    boolean known = !strangers.containsValue(ts);
    return lock == null ? null : new Entry(ts, (int) info.getBlockedCount(), lock, known);
  }

  /** Nobody counts how often a virtual thread was blocked: it is one wait while the stack stays. */
  private static Entry virtual(ThreadState ts, Map<Long, ThreadState> numbered) {
    Thread t = ts.thread();
    StackTraceElement[] stack = t == null ? new StackTraceElement[0] : Stacks.of(t);
    Object lock = EntryMonitors.ofVirtual(ts, stack, numbered.values());
    int count = ts.wait.count() * 31 + Arrays.hashCode(stack);
    return lock == null ? null : new Entry(ts, count, lock, false);
  }

  /** Threads whose first act is such a call: they have no state yet and get one for as long. */
  private void addStrangers(List<ThreadState> blocked) {
    Map<Thread, ThreadState> now = new IdentityHashMap<>();
    for (Thread t : Threads.fresh()) {
      if (t.getState() == Thread.State.BLOCKED) {
        ThreadState known = strangers.get(t);
        ThreadState ts = known == null ? Threads.stranger(t) : known;
        now.put(t, ts);
        blocked.add(ts);
      }
    }
    strangers = now;
  }
}
