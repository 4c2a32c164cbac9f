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

  /** Tells of {@link #asking} if anybody listens. */
  public static void ask(Object resource, int units) {
    ResourceEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        s.asking(ts, resource, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }

  /** Tells of {@link #took} if anybody listens. */
  public static void take(Object resource, int units) {
    ResourceEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        s.took(ts, resource, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }

  /** Tells of {@link #gives} if anybody listens. */
  public static void give(Object resource, int units) {
    ResourceEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        s.gives(ts, resource, units);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.leave();
      }
    }
  }
}
