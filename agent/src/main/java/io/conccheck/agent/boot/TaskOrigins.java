package io.conccheck.agent.boot;

/**
 * Functions that are handed in for others to run. Of each class the first is told: a stack for each
 * would cost more than many a task. Never throws.
 */
public final class TaskOrigins {

  private static final Seen SEEN = new Seen();

  private TaskOrigins() {}

  /** By class of the function, whether it was told; kept with the class. */
  private static final class Seen extends ClassValue<boolean[]> {
    @Override
    protected boolean[] computeValue(Class<?> type) {
      return new boolean[1];
    }
  }

  /** The calling thread hands in that function, which may be null. */
  public static void given(Object function) {
    TaskEvents sink = function == null ? null : TaskEvents.sink;
    if (sink == null) {
      return;
    }
    try {
      boolean[] seen = SEEN.get(function.getClass());
      if (!seen[0]) {
        first(sink, function.getClass(), seen);
      }
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  private static void first(TaskEvents sink, Class<?> type, boolean[] seen) {
    ThreadState ts = Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      seen[0] = true;
      sink.given(type, new Throwable());
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
