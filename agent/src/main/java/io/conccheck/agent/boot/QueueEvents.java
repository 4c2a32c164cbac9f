package io.conccheck.agent.boot;

/**
 * Who puts into blocking queues, and who waits there. Called by hooks, with the calling thread
 * marked busy; implemented above.
 */
public abstract class QueueEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile QueueEvents sink;

  /** The queue that a thread has put into last; only that thread reads it. */
  private static final int LAST = ThreadState.slot();

  /** The queue that a thread has polled last; only that thread reads it. */
  private static final int POLLED = ThreadState.slot();

  /** The queue whose element a thread takes right now; written by that thread alone. */
  private static final int TAKING = ThreadState.slot();

  /** This thread puts something into that queue, for the first time since it used another one. */
  public abstract void putting(Object queue);

  /** This thread takes something out of that queue if there is anything, as {@link #putting}. */
  public abstract void polling(Object queue);

  /** The queue that the thread waits at, or null; for looks from outside, which may be outdated. */
  public static Object taking(ThreadState ts) {
    return ts.get(TAKING);
  }

  /** The running thread puts something into that queue. */
  public static void put(Object queue) {
    QueueEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts == null || ts.busy || ts.get(LAST) == queue) {
      return;
    }
    ts.enter();
    try {
      ts.put(LAST, queue);
      s.putting(queue);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** The running thread takes something out of that queue if there is anything. */
  public static void poll(Object queue) {
    QueueEvents s = sink;
    ThreadState ts = s == null ? null : Threads.current();
    if (ts == null || ts.busy || ts.get(POLLED) == queue) {
      return;
    }
    ts.enter();
    try {
      ts.put(POLLED, queue);
      s.polling(queue);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /** The running thread begins to take something out of that queue, or has ended to if null. */
  public static void take(Object queue) {
    if (sink != null) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        ts.put(TAKING, queue);
      }
    }
  }
}
