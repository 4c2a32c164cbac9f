package io.conccheck.agent.detect.deadlock.hang;

import java.lang.reflect.Field;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;

/** Looks into futures and pools of the JDK: who runs a task, and which pool's queue it lies in. */
final class Tasks {

  private static final int UNBOUNDED = Integer.MAX_VALUE / 2;

  private final Field runner = FutureTask.class.getDeclaredField("runner");
  private final Stages stages = new Stages();

  Tasks() throws ReflectiveOperationException {
    runner.setAccessible(true);
  }

  /** The thread that computes the future, or null. */
  Thread runner(Object future) {
    try {
      return future instanceof FutureTask<?> f ? (Thread) runner.get(f) : null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field was opened at the start", e);
    }
  }

  /** True if the pool's queue holds a task without which that future does not complete. */
  boolean isQueued(Object future, ThreadPoolExecutor pool) {
    for (Object task : pool.getQueue().toArray()) {
      if (task == future || stages.needs(future, task)) {
        return true;
      }
    }
    return false;
  }

  /** True if the task itself lies in the pool's queue. */
  static boolean isInQueue(Object task, ExecutorService pool) {
    if (pool instanceof ThreadPoolExecutor p && isOurs(p)) {
      for (Object queued : p.getQueue().toArray()) {
        if (queued == task) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many tasks wait for a worker; 0 if the queue is not one of the JDK's. */
  static int queued(ExecutorService pool) {
    if (pool instanceof ForkJoinPool f) {
      return (int) f.getQueuedTaskCount() + f.getQueuedSubmissionCount();
    }
    return pool instanceof ThreadPoolExecutor p && isOurs(p) ? p.getQueue().size() : 0;
  }

  /** True if the pool may yet take on a worker for what is submitted next. */
  static boolean grows(ExecutorService pool, int workers) {
    if (pool instanceof ForkJoinPool f) {
      return workers < f.getParallelism(); // for who blocks as it knows, it has grown already
    }
    return !(pool instanceof ThreadPoolExecutor p) || grows(p, workers);
  }

  private static boolean grows(ThreadPoolExecutor pool, int workers) {
    if (workers < pool.getCorePoolSize() || !isOurs(pool)) {
      return true;
    }
    BlockingQueue<Runnable> queue = pool.getQueue();
    return workers < pool.getMaximumPoolSize() && queue.remainingCapacity() < UNBOUNDED;
  }

  /** Methods of a queue that the program wrote may wait for its locks: they are not called. */
  static boolean isOurs(ThreadPoolExecutor pool) {
    return pool.getQueue().getClass().getClassLoader() == null;
  }
}
