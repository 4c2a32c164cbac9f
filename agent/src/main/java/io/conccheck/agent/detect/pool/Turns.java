package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.ThreadInfo;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Whether each task of a pool was awaited before the next one was given to it, all by one thread:
 * then the pool was one of a single thread, whatever it was made for. For use by any thread.
 */
final class Turns {

  /** Fewer tasks say nothing about a habit. */
  private static final int HABIT = 3;

  private ThreadInfo caller; // all guarded by this
  private boolean several; // callers, or tasks at once
  private int given;
  private int awaited;
  private int most;
  private Use use;

  /** Notes that a thread gives a task. */
  synchronized void given(Object pool, ThreadInfo thread) {
    if (caller == null) {
      caller = thread;
    }
    several |= caller != thread || awaited < given;
    given++;
    most = Math.max(most, ((ThreadPoolExecutor) pool).getMaximumPoolSize());
  }

  /** Notes that the same thread waits for that task, and has given no other one since. */
  synchronized void awaited(ThreadInfo thread) {
    awaited++;
    if (awaited == HABIT && !several) {
      use = Use.here(thread);
    }
  }

  /** Where that happened, or null if it did not happen all the time. */
  synchronized Use habit() {
    return several || awaited < given || most < 2 ? null : use;
  }

  synchronized int count() {
    return given;
  }
}
