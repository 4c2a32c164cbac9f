package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Locks of every kind: order, what each thread holds, and word to the detectors. Modes tell how a
 * lock is held; one object may be held in several.
 */
public final class Locks {

  public static final int MONITOR = 0;
  public static final int LOCK = 1;
  public static final int READ = 2;
  public static final int WRITE = 3;

  /** Held like a lock, for detectors; the order semaphores give is that of their model. */
  public static final int SEMAPHORE = 4;

  /** Some permits of a semaphore that has more: keeps out only who wants all of them. */
  public static final int PERMIT = 5;

  private Locks() {}

  /**
   * The thread is about to block for the lock, without limit. Not to be called for a try or a timed
   * acquisition, which backs off: those call {@link #acquired} when they succeed.
   */
  @DontInline
  public static void asking(Object lock, int mode, int site) {
    Weak.leave(lock, Weak.LOCKS);
    LockEvents sink = LockEvents.sink;
    if (sink != null) {
      ThreadState ts = Threads.current();
      boolean alone = ts.held.size() == 0;
      int place = site != 0 ? site : ts.callSite;
      if (ts.busy || lock == ts.quiet || !alone && ts.held.holds(lock, mode)) {
        return;
      }
      if (!alone && ts.isTold(lock, mode, place)) { // so it is none of the JDK's own house
        ts.wait.lock(lock, mode, place);
        ts.held.asking();
      } else {
        ts.enter();
        try {
          if (heard(ts, lock, mode)) {
            ts.wait.lock(lock, mode, place);
            ts.held.asking();
            if (!alone) {
              tell(sink, ts, lock, mode, place);
            }
          }
        } catch (VirtualMachineError e) {
          Failures.count(e);
        } finally {
          ts.busy = false;
          Pin.off();
        }
      }
    }
  }

  /**
   * Tells the detector of a request. All that it does with one would else be compiled again into
   * each of the places that tell, which takes C2 a second or more each.
   */
  @DontInline
  static void tell(LockEvents sink, ThreadState ts, Object lock, int mode, int site) {
    sink.asking(ts, lock, mode, site);
  }

  /**
   * Like {@link #asking} for a lock that not even who holds it gets once more: it waits as well.
   */
  public static void askingOnce(Object lock, int mode, int site) {
    if (LockEvents.sink != null) {
      ThreadState ts = Threads.current();
      if (!ts.busy && ts.held.size() > 0 && ts.held.holds(lock, mode)) {
        ts.wait.lock(lock, mode, site != 0 ? site : ts.callSite);
        return;
      }
    }
    asking(lock, mode, site);
  }

  /** The thread has got the lock once more. */
  @DontInline
  public static void acquired(Object lock, int mode, int site) {
    ThreadState ts = Threads.current();
    if (!ts.busy) {
      int at = site != 0 ? site : ts.callSite;
      ts.callSite = 0;
      if (lock == ts.quiet) {
        return;
      }
      boolean asked = ts.wait.on() == lock; // then it was heard already
      if (asked && !Sync.enabled) {
        ts.wait.lockEnd(lock);
        ts.held.push(lock, mode, at);
        return;
      }
      ts.enter();
      try {
        if (asked || heard(ts, lock, mode)) {
          acquired(ts, lock, mode, at);
        }
      } catch (VirtualMachineError e) {
        Failures.count(e);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /**
   * The thread has got a lock that counts as held already. One for reading that does not know its
   * readers may have been let go by another thread since then, and others may have written.
   */
  public static void acquiredAnew(Object lock) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && !ts.busy && lock != ts.quiet) {
      ts.enter();
      try {
        LockVar.of(lock, ts).acquire(ts);
      } catch (VirtualMachineError e) {
        Failures.count(e);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** The thread lets go one of several such holds, of which it may have got but this. */
  public static void releasingOne(Object lock) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && !ts.busy && lock != ts.quiet) {
      ts.enter();
      try {
        LockVar.of(lock, ts).addReaders(ts.release());
      } catch (VirtualMachineError e) {
        Failures.count(e);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** The thread has got a monitor by which the JDK keeps its own house: no promise, no order. */
  public static void acquiredUnordered(Object monitor) {
    ThreadState ts = Threads.current();
    if (!ts.busy) {
      int at = ts.callSite;
      ts.callSite = 0;
      ts.wait.lockEnd(monitor);
      if (ts.held.push(monitor, MONITOR, at)) {
        ts.held.lastVar(LockVar.NONE);
      }
    }
  }

  /** True for the modes in which a semaphore is held. */
  public static boolean isSemaphore(int mode) {
    return mode == SEMAPHORE || mode == PERMIT;
  }

  /** False for locks by which the JDK keeps its own house: their order is no promise. */
  private static boolean heard(ThreadState ts, Object lock, int mode) {
    if (mode == MONITOR || isSemaphore(mode) || !LockVar.quiet(lock, ts, ts.callSite)) {
      return true;
    }
    ts.quiet = lock;
    return false;
  }

  static void acquired(ThreadState ts, Object lock, int mode, int site) {
    ts.wait.lockEnd(lock);
    if (!ts.held.push(lock, mode, site)) {
      return;
    }
    if (Sync.enabled && !isSemaphore(mode)) {
      LockVar v = LockVar.of(lock, ts);
      ts.held.lastVar(v);
      v.acquire(ts);
      if (mode == WRITE) {
        ts.acquire(v.readersClock());
      }
    }
  }

  /** The thread is about to try to get the lock. */
  public static void trying(Object lock) {
    Weak.leave(lock, Weak.LOCKS);
  }

  /** A try to get the lock said no. */
  public static void refused(Object lock) {
    if (LockEvents.sink != null) {
      ThreadState ts = Threads.current();
      ts.refused = System.identityHashCode(lock);
      if (!ts.busy) {
        if (ts.refusals == null) {
          ts.refusals = new Refusals();
        }
        int n = ts.held.size();
        ts.refusals.refused(lock, n == 0 ? null : ts.held.lock(n - 1), ts.callSite);
        ts.callSite = 0;
      }
    }
  }

  /** A try to get the lock said yes. */
  public static void tried(Object lock, int mode) {
    Refusals r = Threads.current().refusals;
    if (r != null) {
      r.got(lock);
    }
    acquired(lock, mode, 0);
  }

  /** The thread did not get the lock it had asked for. */
  public static void gaveUp(Object lock, int mode) {
    LockEvents sink = LockEvents.sink;
    if (sink != null) {
      ThreadState ts = Threads.current();
      if (!ts.busy && lock != ts.quiet) {
        ts.enter();
        try {
          if (heard(ts, lock, mode)) {
            ts.wait.lockEnd(lock);
            ts.held.gaveUp();
            sink.gaveUp(ts, lock, mode);
          }
        } catch (VirtualMachineError e) {
          Failures.count(e);
        } finally {
          ts.busy = false;
          Pin.off();
        }
      }
    }
  }

  /** The thread is about to let the lock go once. Must be called while it still holds it. */
  @DontInline
  public static void releasing(Object lock, int mode, int site) {
    ThreadState ts = Threads.current();
    if (lock == ts.quiet) {
      ts.quiet = null; // it may be held once more: then it is asked for anew
    } else if (!ts.busy && (Sync.enabled || !ts.held.popLast(lock, mode))) {
      ts.enter();
      try {
        if (ts.held.holds(lock, mode) || heard(ts, lock, mode)) {
          releasing(ts, lock, mode, site);
        } else {
          ts.quiet = null;
        }
      } catch (VirtualMachineError e) {
        Failures.count(e);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** The thread is about to let go what the lock cannot have given it in that mode. */
  public static void refusing(Object lock, int mode) {
    LockEvents sink = LockEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        sink.releasedWrongly(ts, lock, mode);
      } catch (VirtualMachineError e) {
        Failures.count(e);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  static void releasing(ThreadState ts, Object lock, int mode, int site) {
    LockEvents sink = LockEvents.sink;
    boolean held = ts.held.holds(lock, mode);
    if (sink != null && !held) {
      sink.releasedUnheld(ts, lock, mode, site);
    } else if (sink != null && isSemaphore(mode) && ts.held.lock(ts.held.size() - 1) != lock) {
      sink.releasedInside(ts, lock, ts.held.lock(ts.held.size() - 1));
    }
    LockVar var = ts.held.var(lock, mode);
    if (!ts.held.pop(lock, mode)) {
      return;
    }
    publish(ts, lock, var, mode, held);
  }

  /**
   * Replaces what was released only where the thread was seen to take the lock alone, and so knows
   * what was released before.
   */
  private static void publish(ThreadState ts, Object lock, LockVar known, int mode, boolean held) {
    if (!Sync.enabled || isSemaphore(mode) || known == LockVar.NONE) {
      return;
    }
    LockVar v = known != null ? known : LockVar.of(lock, ts);
    if (mode == READ) {
      v.addReaders(ts.release());
    } else if (!held) {
      v.release(ts);
    } else {
      v.set(ts.release());
    }
  }

  /** The thread holds the monitor for a moment, inside a method of the JDK. */
  @DontInline
  public static void passing(Object monitor) {
    ThreadState ts = Sync.enabled && monitor != null ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        LockVar v = LockVar.of(monitor, ts);
        v.acquire(ts);
        v.release(ts);
      } catch (VirtualMachineError e) {
        Failures.count(e);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** Lets the lock go whatever its depth, as a wait does; the depth, 0 if it was not held. */
  public static int suspend(Object lock, int mode) {
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return 0;
    }
    ts.enter();
    try {
      LockVar var = ts.held.var(lock, mode);
      int depth = ts.held.drop(lock, mode);
      publish(ts, lock, var, mode, depth > 0);
      LockEvents sink = LockEvents.sink;
      if (sink != null && depth > 0 && ts.held.size() > 0) {
        sink.mustRetake(ts, lock, mode, 0);
      }
      return depth;
    } catch (VirtualMachineError e) {
      Failures.count(e);
      return 0;
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** Takes a lock back that {@link #suspend} let go, to the depth it told. */
  public static void resume(Object lock, int mode, int depth, int site) {
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return;
    }
    ts.enter();
    try {
      acquired(ts, lock, mode, site);
      if (depth > 0) {
        ts.held.depth(lock, mode, depth);
      } else {
        ts.held.drop(lock, mode);
      }
    } catch (VirtualMachineError e) {
      Failures.count(e);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
