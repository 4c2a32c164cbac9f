package io.conccheck.agent.boot;

/** Who takes and gives back units of what there is a limited number of. Called on that thread. */
public abstract class ResourceEvents {

  /** The one listener, or null. */
  public static volatile ResourceEvents sink;

  /** False while there is nothing of which there are several: what there is one of is a lock. */
  public static volatile boolean several;

  /** The thread is about to wait, perhaps with a limit, for so many units more. */
  protected abstract void asking(ThreadState ts, Object resource, int units);

  /** The thread has got them. */
  protected abstract void took(ThreadState ts, Object resource, int units);

  /** The thread is about to give them back. */
  protected abstract void gives(ThreadState ts, Object resource, int units);

  /**
   * True if the listener need not hear that the thread asks for so many more. Takes no lock and
   * calls nothing that has hooks.
   */
  protected abstract boolean knowsAsking(ThreadState ts, PermitInfo semaphore, int units);

  /**
   * Enters that the thread has so many more, fewer if negative, if that leads to what is known
   * already; false if it does not, and nothing was entered. Takes no lock and calls nothing that
   * has hooks.
   */
  protected abstract boolean enters(ThreadState ts, PermitInfo semaphore, int units);

  static void ask(Object semaphore, int units, PermitInfo p, ThreadState ts) {
    ResourceEvents s = sink;
    if (s != null && !s.knowsAsking(ts, p, units)) {
      ts.enter();
      try {
        s.asking(ts, semaphore, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  static void take(Object semaphore, int units, PermitInfo p, ThreadState ts) {
    ResourceEvents s = sink;
    if (s != null && !s.enters(ts, p, units)) {
      ts.enter();
      try {
        s.took(ts, semaphore, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  static void give(Object semaphore, int units, PermitInfo p, ThreadState ts) {
    ResourceEvents s = sink;
    if (s != null && !s.enters(ts, p, -units)) {
      ts.enter();
      try {
        s.gives(ts, semaphore, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }
}
