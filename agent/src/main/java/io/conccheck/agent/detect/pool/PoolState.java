package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.Threads;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;

/**
 * A pool or timer at one moment. Taken without calling anything that the program may have
 * overridden, and without waiting for the program's locks.
 *
 * @param shutDown true from the first call of shutdown or cancel on
 * @param workers its live threads; may be empty where they could not be listed
 * @param count how many threads it has
 * @param running how many tasks run, that of the looking thread left out
 * @param queued how many tasks wait for a thread
 * @param completed how many tasks have ended; only ever compared
 * @param busy true if it has something to do now or later
 */
record PoolState(
    boolean shutDown,
    List<Thread> workers,
    int count,
    int running,
    int queued,
    long completed,
    boolean busy) {

  private static final int LOOKS = 10;
  private static final long LOOK_NANOS = 2_000_000;

  static PoolState of(Object pool) {
    if (pool instanceof ThreadPoolExecutor executor) {
      return ExecutorState.of(executor);
    } else if (pool instanceof ForkJoinPool forkJoin) {
      return ofForkJoin(forkJoin);
    }
    return pool instanceof Timer timer ? TimerState.of(timer) : PerTaskState.of(pool);
  }

  /**
   * Its methods that tell its state take no locks; its workers are daemons unless made otherwise. A
   * worker that looks for work counts as active, so a pool that seems at work is looked at again.
   */
  private static PoolState ofForkJoin(ForkJoinPool pool) {
    int running = pool.getActiveThreadCount();
    for (int i = 0; i < LOOKS && running > 0; i++) {
      LockSupport.parkNanos(LOOK_NANOS);
      running = Math.min(running, pool.getActiveThreadCount());
    }
    long queued = pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount();
    return new PoolState(
        pool.isShutdown(),
        List.of(),
        pool.getPoolSize(),
        running,
        (int) Math.min(Integer.MAX_VALUE, queued),
        pool.getStealCount(),
        running + queued > 0);
  }

  /** True if tasks run or wait for a thread. */
  boolean working() {
    return running + queued > 0;
  }

  /**
   * True if its end cuts work off: tasks wait for a thread, or one runs that does not itself wait
   * for something. Where the threads are not known, each running task counts; so does each of a
   * virtual thread, which is there for one task and waits most of the time.
   */
  boolean computing() {
    if (queued > 0 || workers.isEmpty()) {
      return working();
    }
    for (Thread t : workers) {
      Thread.State state = t.getState();
      boolean waits = state != Thread.State.RUNNABLE && state != Thread.State.BLOCKED;
      if (t != Thread.currentThread() && (!waits || isVirtual(t))) {
        return running > 0;
      }
    }
    return false;
  }

  private static boolean isVirtual(Thread t) {
    ThreadInfo info = Threads.info(t);
    return info != null && info.virtual;
  }

  /** True if it has threads besides the one that looks. */
  boolean hasOthers() {
    for (Thread t : workers) {
      if (t != Thread.currentThread()) {
        return true;
      }
    }
    return workers.isEmpty() && count > 0;
  }

  /** True if one of its threads keeps the JVM alive. */
  boolean keepsAlive() {
    for (Thread t : workers) {
      if (!t.isDaemon() && t.isAlive()) {
        return true;
      }
    }
    return false;
  }
}
