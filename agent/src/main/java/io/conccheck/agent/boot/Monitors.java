package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/** Called by woven code around monitor instructions and in synchronized methods. Never throws. */
public final class Monitors {

  private Monitors() {}

  /** Before {@code monitorenter}; {@code o} may be null. */
  public static void entering(Object o, ThreadState ts, int site) {
    if (o == null || ts.busy) {
      return;
    }
    if (Sync.enabled) {
      LockVar.foresee(o, ts);
    }
    if (LockEvents.sink == null) {
      return;
    }
    if (ts.held.size() == 0) {
      ts.wait.lock(o, Locks.MONITOR, site);
      ts.held.asking();
    } else {
      enteringNested(o, ts, site);
    }
  }

  /** Kept out of its callers, which it would swell: the JIT takes longer over them than they do. */
  @DontInline
  private static void enteringNested(Object o, ThreadState ts, int site) {
    if (ts.held.holds(o, Locks.MONITOR)) {
      return;
    }
    if (ts.isTold(o, Locks.MONITOR, site)) {
      ts.wait.lock(o, Locks.MONITOR, site);
      ts.held.asking();
      return;
    }
    ts.enter();
    try {
      ts.wait.lock(o, Locks.MONITOR, site);
      ts.held.asking();
      LockEvents sink = LockEvents.sink;
      if (sink != null) {
        Locks.tell(sink, ts, o, Locks.MONITOR, site);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** After the monitor was entered. */
  public static void entered(Object o, ThreadState ts, int site) {
    if (!ts.busy && !Sync.enabled) {
      ts.wait.lockEnd(o);
      ts.held.push(o, Locks.MONITOR, site);
    } else if (!ts.busy) {
      acquired(o, ts, site);
    }
  }

  @DontInline
  private static void acquired(Object o, ThreadState ts, int site) {
    ts.enter();
    try {
      Locks.acquired(ts, o, Locks.MONITOR, site);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /**
   * At the beginning of a synchronized method, whose monitor the JVM has taken: what was asked for
   * is told afterwards.
   */
  public static void enteredMethod(Object o, ThreadState ts, int site) {
    if (!ts.busy && !Sync.enabled && ts.held.size() == 0) {
      ts.held.push(o, Locks.MONITOR, site);
    } else if (!ts.busy) {
      enteredNested(o, ts, site);
    }
  }

  @DontInline
  private static void enteredNested(Object o, ThreadState ts, int site) {
    if (!Sync.enabled && isEasy(o, ts, site)) {
      return;
    }
    ts.enter();
    try {
      LockEvents sink = LockEvents.sink;
      if (sink != null && ts.held.size() > 0 && !ts.held.holds(o, Locks.MONITOR)) {
        Locks.tell(sink, ts, o, Locks.MONITOR, site);
      }
      Locks.acquired(ts, o, Locks.MONITOR, site);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** Takes note of a monitor that is held already, or of which nobody need hear. */
  private static boolean isEasy(Object o, ThreadState ts, int site) {
    if (ts.held.again(o, Locks.MONITOR)) {
      return true;
    }
    boolean told = ts.isTold(o, Locks.MONITOR, site);
    if (told) {
      ts.held.enter(o, Locks.MONITOR, site);
    }
    return told;
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
    if (o != null && ts.held.size() > 0 && !ts.busy) {
      ask(o, ts, site);
    }
  }

  @DontInline
  private static void ask(Object o, ThreadState ts, int site) {
    LockEvents sink = LockEvents.sink;
    if (sink != null && !ts.isTold(o, Locks.MONITOR, site) && !ts.held.holds(o, Locks.MONITOR)) {
      ts.enter();
      try {
        Locks.tell(sink, ts, o, Locks.MONITOR, site);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** Before the monitor is left; {@code o} may be null. */
  public static void exiting(Object o, ThreadState ts) {
    if (o != null && !ts.busy && (Sync.enabled || !ts.held.popLast(o, Locks.MONITOR))) {
      release(o, ts);
    }
  }

  @DontInline
  private static void release(Object o, ThreadState ts) {
    ts.enter();
    try {
      Locks.releasing(ts, o, Locks.MONITOR, 0);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
