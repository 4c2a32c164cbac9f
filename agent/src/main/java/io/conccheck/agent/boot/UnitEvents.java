package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * Units that go out of a pool and come back: the elements of a blocking queue, and what methods
 * give that the program or an option names. Called on that thread.
 */
public abstract class UnitEvents {

  /** The one listener, or null. */
  public static volatile UnitEvents sink;

  /** Queues that proved to be no pools, as most do with their second element. */
  private static final WeakIdentityMap OTHERS = new WeakIdentityMap();

  /** The thread is about to wait, perhaps with a limit, for units. */
  protected abstract void asking(ThreadState ts, Object pool, int units);

  /** The thread has got that unit; null if there is no object that stands for it. */
  protected abstract void took(ThreadState ts, Object pool, Object unit, int units);

  /** The thread is about to give that unit back, or to put in a new one. */
  protected abstract void gives(ThreadState ts, Object pool, Object unit, int units);

  /** The thread asked in vain, for there was none. */
  protected abstract void refused(ThreadState ts, Object pool);

  /** The queue is no pool: nothing more is told of it. */
  public static void isOther(Object queue) {
    OTHERS.put(queue, Boolean.TRUE);
  }

  /** Tells of {@link #asking} for an element of a queue. */
  public static void askQueue(Object queue) {
    if (sink != null && OTHERS.get(queue) == null) {
      ask(queue, 1);
    }
  }

  /** Tells of {@link #took} for an element of a queue; null if there was none. */
  @DontInline
  public static void takeFrom(Object queue, Object element) {
    if (sink != null && element != null && OTHERS.get(queue) == null) {
      take(element, queue, 1);
    }
  }

  /** Tells of {@link #gives} for an element of a queue. */
  @DontInline
  public static void putInto(Object queue, Object element) {
    if (sink != null && element != null && OTHERS.get(queue) == null) {
      give(queue, element, 1);
    }
  }

  /** Called by woven code when a method begins that takes units. */
  public static void ask(Object pool, int units) {
    UnitEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        s.asking(ts, pool, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** Called by woven code when such a method gives a unit, or null for none. */
  public static void lend(Object unit, Object pool, int units) {
    if (unit == null) {
      refuse(pool);
    } else {
      take(unit, pool, units);
    }
  }

  /** Called by woven code when such a method has ended, for which no object stands. */
  public static void lend(boolean got, Object pool, int units) {
    if (got) {
      take(null, pool, units);
    } else {
      refuse(pool);
    }
  }

  private static void take(Object unit, Object pool, int units) {
    UnitEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        s.took(ts, pool, unit, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  private static void refuse(Object pool) {
    UnitEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        s.refused(ts, pool);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /**
   * Called by woven code when a method begins that gives units back.
   *
   * @param pool null if it is not known from which pool the unit is
   * @param unit null if no object stands for it
   */
  public static void give(Object pool, Object unit, int units) {
    UnitEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        s.gives(ts, pool, unit, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }
}
