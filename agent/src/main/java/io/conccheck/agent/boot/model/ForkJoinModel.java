package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.util.Collection;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** Fork/join tasks: push is before the run, completion before whoever joins. */
@Model(
    type = "java.util.concurrent.ForkJoinTask",
    detectors = {"race", "deadlock", "atomicity"})
public final class ForkJoinModel {

  private ForkJoinModel() {}

  @OnEnter(method = "doExec")
  public static void running(@This Object self) {
    Order.acquire(self);
  }

  @OnEnter(
      method = {
        "setDone",
        "trySetThrown",
        "trySetException",
        "trySetCancelled",
        "complete(Ljava/lang/Object;)V",
        "completeExceptionally(Ljava/lang/Throwable;)V",
        "quietlyComplete()V"
      })
  public static void completing(@This Object self) {
    Order.release(self);
  }

  @OnExit(
      method = {
        "join()Ljava/lang/Object;",
        "invoke()Ljava/lang/Object;",
        "get()Ljava/lang/Object;",
        "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "quietlyJoin()V",
        "quietlyInvoke()V",
        "getException()Ljava/lang/Throwable;",
        "resultNow()Ljava/lang/Object;",
        "exceptionNow()Ljava/lang/Throwable;",
        "joinForPoolInvoke",
        "getForPoolInvoke",
        "awaitPoolInvoke",
        "quietlyJoinPoolInvokeAllTask"
      },
      onThrow = true)
  public static void joined(@This Object self) {
    Order.acquire(self);
  }

  /** The program's own method, called once the task is done. */
  @BeforeCall(
      method = {
        "join()Ljava/lang/Object;",
        "invoke()Ljava/lang/Object;",
        "get()Ljava/lang/Object;",
        "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "resultNow()Ljava/lang/Object;",
        "joinForPoolInvoke",
        "getForPoolInvoke"
      },
      call = "getRawResult()Ljava/lang/Object;")
  public static void reading(Object self, Object task) {
    Order.acquire(task);
  }

  @OnExit(
      method = {
        "isDone()Z",
        "isCancelled()Z",
        "isCompletedNormally()Z",
        "isCompletedAbnormally()Z",
        "quietlyJoin(JLjava/util/concurrent/TimeUnit;)Z",
        "quietlyJoinUninterruptibly(JLjava/util/concurrent/TimeUnit;)Z"
      })
  public static void asked(@This Object self, @Returned boolean done) {
    if (done) {
      Order.acquire(self);
    }
  }

  /** The pool is quiescent: what its workers did is done. */
  @OnExit(method = "helpQuiesce()V")
  public static void quiescent() {
    ForkJoinPool pool = ForkJoinTask.getPool();
    Order.acquire(pool != null ? pool : ForkJoinPool.commonPool());
  }

  @OnExit(
      method = "invokeAll(Ljava/util/concurrent/ForkJoinTask;Ljava/util/concurrent/ForkJoinTask;)V",
      onThrow = true)
  public static void invoked(@Arg(0) Object one, @Arg(1) Object two) {
    Order.acquire(one);
    Order.acquire(two);
  }

  @OnExit(method = "invokeAll([Ljava/util/concurrent/ForkJoinTask;)V", onThrow = true)
  public static void invoked(@Arg(0) Object[] tasks) {
    for (int i = 0; tasks != null && i < tasks.length; i++) {
      Order.acquire(tasks[i]);
    }
  }

  @OnExit(method = "invokeAll(Ljava/util/Collection;)Ljava/util/Collection;", onThrow = true)
  public static void invokedAll(@Arg(0) Collection<?> tasks) {
    for (Object task : Contents.ofPlaces(tasks)) {
      Order.acquire(task);
    }
  }
}
