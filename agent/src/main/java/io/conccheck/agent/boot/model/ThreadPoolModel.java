package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Pools of platform threads: submission is before the run, the last work before termination. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor",
    detectors = {"race", "deadlock"})
public final class ThreadPoolModel {

  private ThreadPoolModel() {}

  @OnEnter(method = "execute(Ljava/lang/Runnable;)V")
  public static void submitting(@Arg(0) Object task) {
    Order.release(task);
  }

  /** A worker's first task comes with its thread, every other one from here. */
  @OnExit(method = "getTask()Ljava/lang/Runnable;")
  public static void taken(@Returned Object task) {
    Order.acquire(task);
  }

  @OnEnter(method = "processWorkerExit")
  public static void ending(@This Object self) {
    Order.release(self);
  }

  @OnExit(method = {"awaitTermination(JLjava/util/concurrent/TimeUnit;)Z", "isTerminated()Z"})
  public static void terminated(@This Object self, @Returned boolean yes) {
    if (yes) {
      Order.acquire(self);
    }
  }
}
