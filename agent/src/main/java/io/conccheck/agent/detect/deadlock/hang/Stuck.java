package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.AskedAt;
import io.conccheck.agent.detect.deadlock.CycleReport;
import io.conccheck.agent.detect.deadlock.LockGraph;
import io.conccheck.agent.detect.deadlock.LockNode;
import io.conccheck.agent.detect.deadlock.Passage;
import io.conccheck.agent.detect.deadlock.Request;
import io.conccheck.agent.detect.deadlock.UnseenLock;
import io.conccheck.agent.state.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A thread that waits for something without limit, and did when it was last looked at. While it
 * does, what it holds does not change, so that it may be read from another thread.
 *
 * @param ts its state
 * @param thread the thread
 * @param count which of its waits it is
 * @param on what it waits for; the thread itself where that is not known
 * @param kind a constant of {@link Waits}, {@link #CLASS} or {@link #EXIT}
 * @param mode how it asks for a lock, in terms of {@link Locks}
 */
record Stuck(ThreadState ts, Thread thread, long count, Object on, int kind, int mode) {

  /** Waits for another thread to initialise a class. */
  static final int CLASS = 100;

  /** Waits for the end of the JVM, which another thread is about to bring. */
  static final int EXIT = 101;

  /** The thread's wait by its own record, or null if it has none that lasts. */
  static Stuck of(ThreadState ts, Thread thread) {
    int count = ts.wait.count();
    int kind = ts.wait.kind();
    int mode = ts.wait.mode();
    Object on = ts.wait.on();
    if (kind == 0 || on == null || ts.wait.timed() || count != ts.wait.count()) {
      return null;
    }
    Thread.State state = thread.getState();
    boolean runs = state == Thread.State.RUNNABLE || state == Thread.State.TIMED_WAITING;
    if (runs && kind != Waits.OTHER) { // it runs a task meanwhile; a pipe looks again and again
      return null;
    }
    if (kind == Waits.CONDITION && state == Thread.State.BLOCKED) {
      return new Stuck(ts, thread, count, on, Waits.LOCK, Locks.MONITOR); // woken, to retake it
    }
    return new Stuck(ts, thread, count, on, kind, mode);
  }

  /** True if it is the same wait. */
  boolean isStill(Stuck o) {
    return o != null && thread == o.thread && count == o.count && on == o.on && kind == o.kind;
  }

  /** True if it is a worker that waits for work. */
  boolean isIdle() {
    return kind == Waits.QUEUE
        && ts.pool instanceof ThreadPoolExecutor p
        && p.getQueue() == on
        && ts.held.size() == 0
        && !(isFull(p) && puts());
  }

  private static boolean isFull(ThreadPoolExecutor pool) {
    return Tasks.isOurs(pool)
        && pool.getQueue().remainingCapacity() == 0
        && !pool.getQueue().isEmpty();
  }

  /** True if it is not for work that it waits, but for room for more, within a task. */
  private boolean puts() {
    for (StackTraceElement f : Stacks.of(thread)) {
      if (f.getMethodName().equals("getTask")
          && f.getClassName().equals("java.util.concurrent.ThreadPoolExecutor")) {
        return false;
      }
    }
    return true;
  }

  /** How the thread holds the lock, or -1 if it does not. */
  int holds(Object lock) {
    HeldLocks held = ts.held;
    for (int i = 0; i < held.size(); i++) {
      if (held.lock(i) == lock) {
        return held.mode(i);
      }
    }
    return -1;
  }

  /** True if this thread waits for a lock that the other one holds. */
  boolean isKeptBy(Stuck other) {
    int theirs = other.holds(on);
    return theirs >= 0 && !(theirs == Locks.READ && mode == Locks.READ);
  }

  /**
   * The wait as a request, so that it can be told like one.
   *
   * @param completes what this thread must complete for another, or a lock that it has and no
   *     record tells of; or null
   */
  Request request(LockGraph graph, Object completes) {
    List<LockNode> held = new ArrayList<>();
    List<Integer> modes = new ArrayList<>();
    List<Integer> sites = new ArrayList<>();
    for (int i = 0; i < ts.held.size(); i++) {
      held.add(graph.node(ts.held.lock(i)));
      modes.add(ts.held.mode(i));
      sites.add(ts.held.site(i));
    }
    if (completes != null) {
      held.add(graph.node(completes));
      modes.add(completes instanceof UnseenLock ? Locks.MONITOR : CycleReport.COMPLETES);
      sites.add(0);
    }
    AskedAt stack = new AskedAt();
    stack.setStackTrace(Stacks.of(thread));
    return new Request(
        ts.info,
        held.toArray(new LockNode[0]),
        ints(modes),
        ints(sites),
        graph.node(on),
        takes() ? mode : CycleReport.COMPLETES,
        takes() && ts.wait.on() == on ? ts.wait.site() : 0,
        stack,
        true,
        0,
        0,
        0,
        new int[0],
        Passage.NONE);
  }

  /** True if what is waited for is held by another thread, false if another must complete it. */
  boolean takes() {
    return kind == Waits.LOCK || kind == Waits.SEMAPHORE;
  }

  private static int[] ints(List<Integer> list) {
    int[] a = new int[list.size()];
    for (int i = 0; i < a.length; i++) {
      a[i] = list.get(i);
    }
    return a;
  }
}
