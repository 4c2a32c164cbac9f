package io.conccheck.agent.detect.pool;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads an executor of one thread per task, which JDK 21 and younger ones have. */
final class PerTaskState {

  private PerTaskState() {}

  /** Each of its threads runs a task, and it keeps no thread without one. */
  static PoolState of(Object pool) {
    Field state = Opened.field(pool.getClass(), "state");
    Field threads = Opened.field(pool.getClass(), "threads");
    List<Thread> alive = new ArrayList<>();
    int others = 0;
    for (Object t : (Set<?>) Opened.get(threads, pool)) {
      Thread thread = (Thread) t;
      if (thread.isAlive()) {
        alive.add(thread);
        others += thread == Thread.currentThread() ? 0 : 1;
      }
    }
    boolean shutDown = (Integer) Opened.get(state, pool) != 0;
    return new PoolState(shutDown, alive, alive.size(), others, 0, 0, others > 0);
  }
}
