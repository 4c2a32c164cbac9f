package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/** Called by woven code around monitor instructions and in synchronized methods. Never throws. */
public final class Monitors {

  private Monitors() {}

  /** Before {@code monitorenter}; {@code o} may be null. */
  public static void entering(Object o, ThreadState ts, int site) {
    LockEvents sink = LockEvents.sink;
    if (o == null || sink == null || ts.busy) {
      return;
    }
    if (ts.held.size() == 0) {
      ts.wait.lock(o, Locks.MONITOR, site);
      ts.held.asking();
    } else if (ts.held.isSettled(o, ts.order)) {
      if (!ts.held.holds(o, Locks.MONITOR)) {
        ts.wait.lock(o, Locks.MONITOR, site);
        ts.held.asking();
      }
    } else if (!ts.held.holds(o, Locks.MONITOR)) {
      ts.enter();
      try {
        ts.wait.lock(o, Locks.MONITOR, site);
        ts.held.asking();
        sink.asking(ts, o, Locks.MONITOR, site);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }

  /** After the monitor was entered. */
  public static void entered(Object o, ThreadState ts, int site) {
    if (!ts.busy && !Sync.enabled) {
      ts.wait.lockEnd(o);
      ts.held.push(o, Locks.MONITOR, site);
    } else if (!ts.busy) {
      ts.enter();
      try {
        Locks.acquired(ts, o, Locks.MONITOR, site);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }

  /**
   * At the beginning of a synchronized method, whose monitor the JVM has taken: what was asked for
   * is told afterwards.
   */
  public static void enteredMethod(Object o, ThreadState ts, int site) {
    if (!ts.busy && !Sync.enabled && (ts.held.size() == 0 || ts.held.isSettled(o, ts.order))) {
      ts.held.push(o, Locks.MONITOR, site);
    } else if (!ts.busy) {
      ts.enter();
      try {
        LockEvents sink = LockEvents.sink;
        if (sink != null && ts.held.size() > 0 && !ts.held.holds(o, Locks.MONITOR)) {
          sink.asking(ts, o, Locks.MONITOR, site);
        }
        Locks.acquired(ts, o, Locks.MONITOR, site);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }

  /**
   * Like {@link #enteredMethod} in a method that asks for no other lock and ends soon: who holds
   * nothing but its monitor keeps nobody waiting.
   */
  public static void passing(Object o, ThreadState ts, int site) {
    if (ts.held.size() > 0) {
      nested(o, ts, site);
    } else if (!ts.busy) {
      ts.held.pass(o, site);
    }
  }

  /** Tells of a monitor that was taken for a moment if others are held. */
  public static void nested(Object o, ThreadState ts, int site) {
    if (o != null && ts.held.size() > 0 && !ts.busy && !ts.held.isSettled(o, ts.order)) {
      ask(o, ts, site);
    }
  }

  @DontInline
  private static void ask(Object o, ThreadState ts, int site) {
    LockEvents sink = LockEvents.sink;
    if (sink != null && !ts.held.holds(o, Locks.MONITOR)) {
      ts.enter();
      try {
        sink.asking(ts, o, Locks.MONITOR, site);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }

  /** Before the monitor is left; {@code o} may be null. */
  public static void exiting(Object o, ThreadState ts) {
    if (o != null && !ts.busy && (Sync.enabled || !ts.held.popLast(o, Locks.MONITOR))) {
      ts.enter();
      try {
        Locks.releasing(ts, o, Locks.MONITOR, 0);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }
}
