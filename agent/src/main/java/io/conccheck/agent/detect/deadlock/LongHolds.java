package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import io.conccheck.findings.Frame;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches how long threads wait for locks, by looking at their records many times a second: taking
 * a lock costs nothing more. A wait that lasts is told when it is over, with what the holder did
 * meanwhile. Runs on the ticker's thread, but for {@link #finish}.
 */
final class LongHolds implements Runnable {

  static final Option LIMIT =
      new Option(
          "long-hold", "300ms", "a lock held longer while others wait is told; 0 means never");

  /** Looks within the limit: a wait is seen to last if most of them agree. */
  static final int LOOKS = 6;

  /** One wait for a lock, as far as it was seen. */
  static final class Wait {
    final ThreadState waiter;
    final int count;
    final Object lock;
    final String name;
    final long since;
    long until;
    ThreadState holder; // null until it is known; changes if the lock is handed on
    List<Frame> doing = List.of();
    private int looks;
    private int blocked;
    private boolean handedOn; // no one holder had it all the while

    Wait(ThreadState waiter, int count, Object lock, long now) {
      this.waiter = waiter;
      this.count = count;
      this.lock = lock;
      this.name = Contention.name(waiter.wait.site(), lock);
      this.since = now;
      this.until = now;
    }

    long millis() {
      return (until - since) / 1_000_000;
    }

    /** True if one holder had the lock all the while, as far as can be told. */
    boolean isByOne() {
      return !handedOn && looks >= LOOKS / 2;
    }

    /** True if the holder was mostly blocked when looked at. */
    boolean blocks() {
      return 2 * blocked > looks;
    }
  }

  private final Reports reports;
  private final long limit;
  private Map<ThreadState, Wait> waits = new IdentityHashMap<>(); // guarded by this
  private final Contention contention;

  LongHolds(Reports reports, long limitMillis, Contention contention) {
    this.reports = reports;
    this.contention = contention;
    this.limit = limitMillis;
  }

  @Override
  public synchronized void run() {
    long now = System.nanoTime();
    Map<ThreadState, Wait> next = new IdentityHashMap<>();
    ThreadState[] all = null;
    ThreadState[] threads = Threads.all();
    contention.nextLook(now);
    for (ThreadState ts : threads) {
      if (ts.wait.kind() == 0) {
        contention.look(ts);
      }
      Object lock = ts.wait.kind() == Waits.LOCK ? ts.wait.on() : null;
      if (lock != null) {
        Wait w = waits.remove(ts);
        if (w != null && (w.count != ts.wait.count() || w.lock != lock)) {
          over(w);
          w = null;
        }
        w = w == null ? new Wait(ts, ts.wait.count(), lock, now) : w;
        w.until = now;
        next.put(ts, w);
        if (w.since != now) {
          all = threads;
        }
      }
    }
    for (Wait w : waits.values()) {
      over(w);
    }
    waits = next;
    if (all != null) {
      for (Wait w : next.values()) {
        look(w, all);
      }
    }
  }

  /** Who holds the lock now, and what it does. Its records are read as they change: a hint only. */
  private void look(Wait w, ThreadState[] all) {
    for (ThreadState ts : all) {
      Thread t = ts == w.waiter ? null : ts.thread();
      if (t != null && holds(ts, w.lock)) {
        w.handedOn |= w.holder != null && w.holder != ts;
        w.holder = ts;
        boolean waitsItself = ts.wait.kind() == Waits.LOCK;
        StackTraceElement[] stack = waitsItself ? new StackTraceElement[0] : t.getStackTrace();
        if (stack.length > 0 && holds(ts, w.lock)) {
          w.doing = Frames.of(stack);
          w.looks++;
          w.blocked += blocks(t.getState(), stack[0]) ? 1 : 0;
        }
        return;
      }
    }
  }

  private static boolean holds(ThreadState ts, Object lock) {
    for (int i = ts.held.size() - 1; i >= 0; i--) {
      if (ts.held.lock(i) == lock && !Locks.isSemaphore(ts.held.mode(i))) {
        return true;
      }
    }
    return false;
  }

  /** True if the thread sleeps, waits, or is in a call of the operating system. */
  private static boolean blocks(Thread.State state, StackTraceElement top) {
    return state == Thread.State.TIMED_WAITING
        || state == Thread.State.WAITING
        || state == Thread.State.RUNNABLE && top.isNativeMethod();
  }

  /** The wait is over, as the next look shows. */
  private void over(Wait w) {
    long millis = w.millis();
    contention.waited(w.name, w.until - w.since);
    if (millis >= limit && w.isByOne() && !w.doing.isEmpty()) {
      reports.report(LongLockHold.finding(w));
    }
  }

  /** The program ends. */
  synchronized void finish() {
    run(); // what is over since the last look
  }
}
