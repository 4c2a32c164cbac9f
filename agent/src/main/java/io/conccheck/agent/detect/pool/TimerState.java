package io.conccheck.agent.detect.pool;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Timer;

/** Reads a {@link Timer}: its thread, whether it was cancelled, its queue. */
final class TimerState {

  private static final Field THREAD = Opened.field(Timer.class, "thread");
  private static final Field QUEUE = Opened.field(Timer.class, "queue");
  private static final Field OPEN = Opened.field(THREAD.getType(), "newTasksMayBeScheduled");
  private static final Field SIZE = Opened.field(QUEUE.getType(), "size");

  private TimerState() {}

  static PoolState of(Timer timer) {
    Thread thread = (Thread) Opened.get(THREAD, timer);
    boolean open = (Boolean) Opened.get(OPEN, thread);
    int size = (Integer) Opened.get(SIZE, Opened.get(QUEUE, timer));
    List<Thread> workers = thread.isAlive() ? List.of(thread) : List.of();
    return new PoolState(!open, workers, workers.size(), 0, 0, size, size > 0);
  }
}
