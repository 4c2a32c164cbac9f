package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.LockUses;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.HeldView;
import io.conccheck.agent.state.Stacks;
import io.conccheck.findings.LockRef;
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

  private static final int CROWD = 500; // threads; of more a look may take long
  private static final int LOAD = 20; // times as long as such a look takes there is none

  /** One wait for a lock, as far as it was seen. */
  static final class Wait {
    final ThreadState waiter;
    final int count;
    final Object lock;
    final boolean summedUp; // elsewhere
    final String name;
    final long since;
    long until;
    ThreadState holder; // null until it is known; changes if the lock is handed on
    StackTraceElement[] doing = {};
    StackTraceElement[] asking = {}; // the waiter's
    int askedAt; // the place, 0 if it is not known
    int takenAt; // the holder's, 0 if it is not known
    List<LockRef> held = List.of(); // by the holder
    List<LockRef> heldMeanwhile = List.of(); // by the waiter
    private int looks;
    private int blocked;
    private boolean handedOn; // no one holder had it all the while
    private long taken = -1; // how often the holder had taken such locks there

    Wait(ThreadState waiter, int count, Object lock, int site, boolean summedUp, long now) {
      this.waiter = waiter;
      this.count = count;
      this.lock = lock;
      this.summedUp = summedUp;
      this.name = Contention.name(site, lock);
      this.askedAt = site;
      this.since = now;
      this.until = now;
    }

    boolean is(int wait, Object on) {
      return count == wait && lock == on;
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
  private long nextLook = System.nanoTime(); // not before; guarded by this
  private Map<ThreadState, Wait> waits = new IdentityHashMap<>(); // guarded by this
  private final Contention contention;
  private final EntryWaits entryWaits = new EntryWaits(); // guarded by this

  LongHolds(Reports reports, long limitMillis, Contention contention) {
    this.reports = reports;
    this.contention = contention;
    this.limit = limitMillis;
  }

  @Override
  public synchronized void run() {
    long now = System.nanoTime();
    if (now - nextLook < 0) {
      return; // the looks before took too long
    }
    Map<ThreadState, Wait> next = new IdentityHashMap<>();
    boolean lasts = false;
    ThreadState[] threads = Threads.all();
    contention.look(threads, now);
    for (ThreadState ts : threads) {
      Object lock = ts.wait.kind() == Waits.LOCK ? ts.wait.on() : null;
      if (lock != null) {
        Wait w = waits.remove(ts);
        if (w == null || !w.is(ts.wait.count(), lock)) {
          over(w);
          w = new Wait(ts, ts.wait.count(), lock, ts.wait.site(), false, now);
        }
        lasts |= goesOn(w, now, next);
      }
    }
    for (EntryWaits.Entry e : entryWaits.look(threads)) {
      Wait w = waits.remove(e.waiter());
      if (w == null || !w.is(e.count(), e.lock())) {
        over(w);
        w = new Wait(e.waiter(), e.count(), e.lock(), 0, e.known(), now);
      }
      lasts |= goesOn(w, now, next);
    }
    for (Wait w : waits.values()) {
      over(w);
    }
    waits = next;
    if (lasts) {
      lookAtHolders(threads);
    }
    if (threads.length > CROWD) {
      nextLook = now + LOAD * (System.nanoTime() - now);
    }
  }

  /** Takes note of a wait; true if it has been seen before. */
  private static boolean goesOn(Wait w, long now, Map<ThreadState, Wait> next) {
    w.until = now;
    next.put(w.waiter, w);
    return w.since != now;
  }

  private void lookAtHolders(ThreadState[] threads) {
    Map<Object, ThreadState> holders = new IdentityHashMap<>();
    for (Wait w : waits.values()) {
      holders.put(w.lock, null);
    }
    for (ThreadState ts : threads) {
      for (int i = ts.held.size() - 1; i >= 0; i--) {
        Object lock = ts.held.lock(i);
        if (lock != null && !Locks.isSemaphore(ts.held.mode(i)) && holders.containsKey(lock)) {
          holders.put(lock, ts);
        }
      }
    }
    Map<ThreadState, StackTraceElement[]> stacks = new IdentityHashMap<>();
    for (Wait w : waits.values()) {
      ThreadState holder = holders.get(w.lock);
      if (holder != null && holder != w.waiter) {
        look(w, holder, stacks);
      }
    }
  }

  /** Who holds the lock now, and what it does. Its records are read as they change: a hint only. */
  private static void look(
      Wait w, ThreadState holder, Map<ThreadState, StackTraceElement[]> stacks) {
    Thread t = holder.thread();
    if (t == null) {
      return;
    }
    w.handedOn |= w.holder != null && w.holder != holder;
    w.holder = holder;
    StackTraceElement[] stack = stacks.get(holder);
    if (stack == null) {
      boolean waitsItself = holder.wait.kind() == Waits.LOCK;
      stack = waitsItself ? new StackTraceElement[0] : Stacks.of(t);
      stacks.put(holder, stack);
    }
    int at = find(holder, w.lock);
    if (stack.length > 0 && at >= 0) {
      long taken = taken(holder, at);
      w.handedOn |= w.taken >= 0 && taken != w.taken;
      w.taken = taken;
      w.doing = stack;
      w.takenAt = holder.held.site(at);
      w.held = HeldView.hint(holder);
      w.looks++;
      if (w.isByOne() && w.asking.length == 0) {
        askWaiter(w);
      }
      w.blocked += blocks(t.getState(), stack[0]) ? 1 : 0;
    }
  }

  /** Where the waiter is, once the wait lasts: it is told only if it still waits afterwards. */
  private static void askWaiter(Wait w) {
    Thread t = w.waiter.thread();
    StackTraceElement[] stack = t == null ? new StackTraceElement[0] : Stacks.of(t);
    boolean waits = t != null && (w.waiter.wait.on() == w.lock || w.waiter.wait.kind() == 0);
    if (waits && t.getState() != Thread.State.RUNNABLE) {
      w.heldMeanwhile = HeldView.hint(w.waiter);
      w.asking = stack;
    }
  }

  /** Where the thread has the lock among those it holds, or -1. */
  private static int find(ThreadState ts, Object lock) {
    for (int i = ts.held.size() - 1; i >= 0; i--) {
      if (ts.held.lock(i) == lock && !Locks.isSemaphore(ts.held.mode(i))) {
        return i;
      }
    }
    return -1;
  }

  /** How often the holder has taken such a lock there: if it does again, it has let go between. */
  private static long taken(ThreadState ts, int at) {
    LockUses uses = ts.held.uses();
    Object lock = ts.held.lock(at);
    return uses == null || lock == null ? 0 : uses.taken(ts.held.site(at), lock.getClass());
  }

  /** True if the thread sleeps, waits, or is in a call of the operating system. */
  private static boolean blocks(Thread.State state, StackTraceElement top) {
    return state == Thread.State.TIMED_WAITING
        || state == Thread.State.WAITING
        || state == Thread.State.RUNNABLE && top.isNativeMethod();
  }

  /** The wait is over, as the next look shows. */
  private void over(Wait w) {
    if (w == null) {
      return;
    }
    long millis = w.millis();
    if (w.summedUp) {
      contention.lasted(w.name, w.until - w.since);
    } else {
      contention.waited(w.name, w.until - w.since);
    }
    if (millis >= limit && w.isByOne() && w.doing.length > 0) {
      reports.report(LongLockHold.finding(w));
    }
  }

  /** The program ends. */
  synchronized void finish() {
    nextLook = System.nanoTime();
    run(); // what is over since the last look
  }
}
