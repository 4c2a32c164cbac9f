package io.conccheck.agent.detect.process;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child that is just ending as the JVM does is not left behind. The JVM's end waits for it a
 * moment, longer where the program has told the child to end; not at all if no child runs.
 */
final class Grace {

  private static final long ANY_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
  private static final long DESTROYED_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STEP_MILLIS = 5;

  private Grace() {}

  static void await(List<Child> children) {
    long start = System.nanoTime();
    boolean interrupted = false;
    while (someoneMayEnd(children, System.nanoTime() - start)) {
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean someoneMayEnd(List<Child> children, long waited) {
    for (Child child : children) {
      boolean destroyed;
      synchronized (child) {
        destroyed = child.destroyed != null;
      }
      boolean running = child.proc.alive() || !child.liveDescendants().isEmpty();
      if (running && waited < (destroyed ? DESTROYED_NANOS : ANY_NANOS)) {
        return true;
      }
    }
    return false;
  }
}
