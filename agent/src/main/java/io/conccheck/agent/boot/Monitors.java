package io.conccheck.agent.boot;

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
    if (!ts.busy && !Sync.enabled && ts.held.size() == 0) {
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
