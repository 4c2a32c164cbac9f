package io.conccheck.agent.detect.deadlock.hang;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;

/** Looks into futures and pools of the JDK: who runs a task, and which pool's queue it lies in. */
final class Tasks {

  private static final int UNBOUNDED = Integer.MAX_VALUE / 2;

  private final Field runner;
  private final List<Field> completes = new ArrayList<>(); // of queued tasks: what they complete

  Tasks() throws ReflectiveOperationException {
    runner = open(FutureTask.class, "runner");
    for (String task : new String[] {"AsyncSupply", "AsyncRun"}) {
      Class<?> c = Class.forName(CompletableFuture.class.getName() + "$" + task, false, null);
      completes.add(open(c, "dep"));
    }
  }

  private static Field open(Class<?> c, String name) throws ReflectiveOperationException {
    Field f = c.getDeclaredField(name);
    f.setAccessible(true);
    return f;
  }

  private static Object get(Field f, Object owner) {
    try {
      return f.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field was opened at the start", e);
    }
  }

  /** The thread that computes the future, or null. */
  Thread runner(Object future) {
    return future instanceof FutureTask<?> f ? (Thread) get(runner, f) : null;
  }

  /** True if the pool's queue holds the task that completes that future. */
  boolean isQueued(Object future, ThreadPoolExecutor pool) {
    for (Object task : pool.getQueue().toArray()) {
      if (task == future || completed(task) == future) {
        return true;
      }
    }
    return false;
  }

  private Object completed(Object task) {
    for (Field f : completes) {
      if (f.getDeclaringClass().isInstance(task)) {
        return get(f, task);
      }
    }
    return null;
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
