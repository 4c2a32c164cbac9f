package io.conccheck.agent.boot;

/**
 * Threads that must not block do so, and virtual threads hold on to their carriers. Called by
 * hooks, with the calling thread marked busy; implemented above.
 */
public abstract class BlockingEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile BlockingEvents sink;

  /** {@link ThreadState#blocking} of a thread nobody has judged yet. */
  public static final int UNKNOWN = 0;

  /** {@link ThreadState#blocking} of a thread that may block as it likes. */
  public static final int MAY = 1;

  /** {@link ThreadState#blocking} of a thread that must not block. */
  public static final int MUST_NOT = 2;

  /** Tells whether that thread may block: {@link #MAY} or {@link #MUST_NOT}. */
  public abstract int judge(Thread thread);

  /** This thread, which must not, is about to wait. */
  public abstract void blocking();

  /** This virtual thread has kept its carrier while it waited. */
  public abstract void pinned(long nanos);

  /** The running thread is about to wait: tells of it if it must not. */
  public static void enter() {
    BlockingEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts == null || ts.busy || ts.blocking == MAY) {
      return;
    }
    ts.enter();
    try {
      if (ts.blocking == UNKNOWN) {
        ts.blocking = s.judge(Thread.currentThread());
      }
      if (ts.blocking == MUST_NOT) {
        s.blocking();
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
