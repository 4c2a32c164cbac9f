package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools of platform threads: submission is before the run, the last work before termination. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor",
    detectors = {"race", "deadlock", "atomicity"})
public final class ThreadPoolModel {

  /** Room that no queue of any program ever fills. */
  private static final int UNBOUNDED = Integer.MAX_VALUE / 2;

  private ThreadPoolModel() {}

  /** Submitted tasks have their own edges; how many wait orders nobody. */
  @OnExit(
      method =
          "<init>(IIJLjava/util/concurrent/TimeUnit;Ljava/util/concurrent/BlockingQueue;"
              + "Ljava/util/concurrent/ThreadFactory;"
              + "Ljava/util/concurrent/RejectedExecutionHandler;)V")
  public static void made(@Arg(4) Object queue) {
    Weak.silence(queue);
  }

  @OnEnter(method = "execute(Ljava/lang/Runnable;)V")
  public static void submitting(@This Object self, @Arg(0) Object task) {
    Order.release(task);
    ThreadState ts = Waits.enabled ? Threads.current() : null;
    if (ts != null && ts.pool == self) {
      ts.handedIn = new WeakReference<Object>(task);
    }
  }

  /** A worker's first task comes with its thread, every other one from here. */
  @OnExit(method = "getTask()Ljava/lang/Runnable;")
  public static void taken(@This Object self, @Returned Object task) {
    LockEvents sink = LockEvents.sink;
    if (sink != null && task != null && hasChoice((ThreadPoolExecutor) self)) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        ts.enter();
        sink.taking(ts);
        ts.busy = false;
        Pin.off();
      }
    }
    Order.acquire(task);
  }

  /** True if the pool grows beyond one worker; an unbounded queue keeps it at its core size. */
  private static boolean hasChoice(ThreadPoolExecutor pool) {
    return pool.getCorePoolSize() > 1
        || pool.getMaximumPoolSize() > 1 && pool.getQueue().remainingCapacity() < UNBOUNDED;
  }

  @OnEnter(method = "runWorker")
  public static void working(@This Object self) {
    Threads.current().pool = self;
  }

  /** What a task did is, as things are today, before who sees that it is done with. */
  @BeforeCall(
      method = "runWorker",
      call = "afterExecute(Ljava/lang/Runnable;Ljava/lang/Throwable;)V")
  public static void done(Object self, Object pool) {
    Weak.leave(self, Weak.OTHERS);
  }

  @OnExit(method = {"getActiveCount()I", "getCompletedTaskCount()J", "getTaskCount()J"})
  public static void looked(@This Object self) {
    Weak.acquire(self);
  }

  @OnEnter(method = "awaitTermination(JLjava/util/concurrent/TimeUnit;)Z")
  public static void awaiting(@This Object self, @Arg(0) long limit, @Arg(1) Object unit) {
    Waits.begin(self, Waits.POOL, limit, (TimeUnit) unit);
  }

  @OnExit(method = "awaitTermination(JLjava/util/concurrent/TimeUnit;)Z", onThrow = true)
  public static void awaited() {
    Waits.end();
  }

  @OnEnter(method = "processWorkerExit")
  public static void ending(@This Object self) {
    Threads.current().order.recall();
    Order.release(self);
  }

  /**
   * A worker is counted out before it goes: another one may find that it was the last, and
   * terminate the pool, while this one has yet to come to its exit.
   */
  @OnEnter(method = {"decrementWorkerCount()V", "compareAndDecrementWorkerCount(I)Z"})
  public static void countingOut(@This Object self) {
    Order.release(self);
  }

  /** Shutting down is before the termination it leads to, and so is the end of each worker. */
  @OnEnter(method = {"shutdown()V", "shutdownNow()Ljava/util/List;"})
  public static void shuttingDown(@This Object self) {
    Order.release(self);
  }

  @BeforeCall(method = "tryTerminate()V", call = "terminated()V")
  public static void terminating(Object self, Object pool) {
    Order.acquire(self);
  }

  @AfterCall(method = "tryTerminate()V", call = "terminated()V")
  public static void hasTerminated(Object self) {
    Order.release(self);
  }

  @OnExit(method = {"awaitTermination(JLjava/util/concurrent/TimeUnit;)Z", "isTerminated()Z"})
  public static void terminated(@This Object self, @Returned boolean yes) {
    if (yes) {
      Order.acquire(self);
    }
  }
}
