package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Per-task executors end after their threads; tasks begin and end by start and future. */
@Model(
    type = "java.util.concurrent.ThreadPerTaskExecutor",
    detectors = {"race", "deadlock", "atomicity"})
public final class PerTaskModel {

  private PerTaskModel() {}

  @OnEnter(method = "taskComplete(Ljava/lang/Thread;)V")
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
