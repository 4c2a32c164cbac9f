package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What was released through one synchroniser: a monitor, lock, volatile field, queue element. Any
 * thread may call; the clock only changes by compare-and-set, except {@link #set}, which the holder
 * of an exclusive lock alone may call.
 */
public class SyncVar {

  private static final VarHandle CLOCK = handle();

  /** Stands for objects that give no order; nothing is ever released there. */
  static final SyncVar SILENT = new SyncVar();

  private volatile Clock clock;

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(SyncVar.class, "clock", Clock.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What a thread that acquires here gets to know; null if nothing was released yet. */
  public Clock clock() {
    return clock;
  }

  /**
   * Links every access to the clock, which takes maps of the JDK that have hooks themselves. Call
   * before the first hook is in place.
   */
  public static void link() {
    SyncVar v = new SyncVar();
    Clock c = new Clock(VectorTime.NONE, 0, 0, null);
    v.add(c);
    v.addTentatively(c).undo();
    LostOrder.link();
    Threads.link();
    Reached.link();
    if (RaceEvents.sampling) {
      News.link();
    }
  }

  /** Orders all releases so far before what the thread does next. */
  public void acquire(ThreadState ts) {
    ts.acquire(clock);
  }

  /** Replaces what was released: right where the releaser has acquired it before. */
  public void set(Clock c) {
    if (clock != c) {
      clock = c;
    }
  }

  /**
   * Adds to what was released. What is there already, but tentatively, is put there for good: who
   * has put it there may take it back.
   */
  public void add(Clock c) {
    Clock old;
    Clock now;
    do {
      old = clock;
      now = Clock.join(old, c);
      if (now == old && old != null && old.tentative) {
        now = old.copy(false);
      }
    } while (now != old && !swap(old, now));
  }

  private boolean swap(Clock old, Clock now) {
    return CLOCK.compareAndSet(this, old, now);
  }

  /** Adds all that the running thread, which that is, has done so far. */
  public void release(ThreadState ts) {
    Clock c = ts.release();
    Clock old = clock;
    if (old != c && !(c.follows(old, ts) && swap(old, c))) {
      add(c);
    }
  }

  /** Like {@link #release}, as {@link #addTentatively} does it. */
  public Tentative releaseTentatively(ThreadState ts) {
    return addTentatively(ts.release(), ts);
  }

  /**
   * Like {@link #add}; the release can be taken back while nothing else came of it. What it leaves
   * is an object of its own, for others tell by that whether anything came.
   */
  Tentative addTentatively(Clock c) {
    return addTentatively(c, null);
  }

  /** The thread, if there is one, has just released that clock. */
  private Tentative addTentatively(Clock c, ThreadState ts) {
    Clock old;
    Clock now;
    do {
      old = clock;
      now = ts != null && c.follows(old, ts) ? c : Clock.join(old, c);
      if (now != null && (now != old || old.tentative)) {
        now = now.copy(true);
      }
    } while (now != old && !swap(old, now));
    return new Tentative(this, old, now);
  }

  /** A release before an operation that may fail, such as a compare-and-set, which then is none. */
  public static final class Tentative {
    private final SyncVar var;
    private final Clock before;
    private final Clock after;

    Tentative(SyncVar var, Clock before, Clock after) {
      this.var = var;
      this.before = before;
      this.after = after;
    }

    /**
     * The operation failed: takes the release back unless others have released since, be it what
     * this release had told already.
     */
    public void undo() {
      var.swap(after, before);
    }
  }

  /** Forgets everything that was released. */
  public void clear() {
    clock = null;
  }
}
