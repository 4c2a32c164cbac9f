package io.conccheck.agent.detect.pool;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Reads a {@link ThreadPoolExecutor}: its control word, its workers, its queue. */
final class ExecutorState {

  /**
   * The control word holds the number of workers below, the run state above; running is below 0.
   */
  private static final int COUNT_MASK = (1 << 29) - 1;

  private static final long LOCK_MILLIS = 50;

  private static final Field CONTROL = Opened.field(ThreadPoolExecutor.class, "ctl");
  private static final Field QUEUE = Opened.field(ThreadPoolExecutor.class, "workQueue");
  private static final Field WORKERS = Opened.field(ThreadPoolExecutor.class, "workers");
  private static final Field LOCK = Opened.field(ThreadPoolExecutor.class, "mainLock");
  private static final Field COMPLETED =
      Opened.field(ThreadPoolExecutor.class, "completedTaskCount");
  private static final Field MAY_END =
      Opened.field(ThreadPoolExecutor.class, "allowCoreThreadTimeOut");
  private static final Field CORE = Opened.field(ThreadPoolExecutor.class, "corePoolSize");
  private static final Field KEEP = Opened.field(ThreadPoolExecutor.class, "keepAliveTime");
  private static final Class<?> WORKER = worker();
  private static final Field THREAD = Opened.field(WORKER, "thread");
  private static final Field DONE = Opened.field(WORKER, "completedTasks");
  private static final Method RUNNING = Opened.method(WORKER, "isLocked");

  private final List<Thread> threads = new ArrayList<>();
  private int running;
  private long completed;

  private ExecutorState() {}

  private static Class<?> worker() {
    try {
      return Class.forName(ThreadPoolExecutor.class.getName() + "$Worker");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this JDK's pools have no workers", e);
    }
  }

  static PoolState of(ThreadPoolExecutor pool) {
    int control = ((AtomicInteger) Opened.get(CONTROL, pool)).get();
    int queued = ((BlockingQueue<?>) Opened.get(QUEUE, pool)).size();
    ExecutorState state = new ExecutorState();
    state.look(pool);
    return new PoolState(
        control >= 0,
        state.threads,
        control & COUNT_MASK,
        state.running,
        pool instanceof ScheduledThreadPoolExecutor ? 0 : queued,
        state.completed,
        state.running + queued > 0);
  }

  /** True if all its threads end without work within that time, and it with them. */
  static boolean endsItself(Object pool, long nanos) {
    return pool instanceof ThreadPoolExecutor
        && ((Boolean) Opened.get(MAY_END, pool) || (Integer) Opened.get(CORE, pool) == 0)
        && (Long) Opened.get(KEEP, pool) <= nanos;
  }

  private void look(ThreadPoolExecutor pool) {
    ReentrantLock lock = (ReentrantLock) Opened.get(LOCK, pool);
    boolean locked = false;
    try {
      locked = lock.tryLock(LOCK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!locked) {
      running = 1; // somebody is at work in there
      return;
    }
    try {
      completed = (Long) Opened.get(COMPLETED, pool);
      for (Object worker : (Collection<?>) Opened.get(WORKERS, pool)) {
        add(worker);
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(Object worker) {
    Thread thread = (Thread) Opened.get(THREAD, worker);
    completed += (Long) Opened.get(DONE, worker);
    if (thread == null || !thread.isAlive()) {
      return;
    }
    threads.add(thread);
    try {
      if (thread != Thread.currentThread() && (Boolean) RUNNING.invoke(worker)) {
        running++;
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not opened: " + RUNNING, e);
    }
  }
}
