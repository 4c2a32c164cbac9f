package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** What is pushed on a queue of a fork/join pool was done before its run. */
@Model(
    type = "java.util.concurrent.ForkJoinPool$WorkQueue",
    detectors = {"race", "deadlock"})
public final class WorkQueueModel {

  private WorkQueueModel() {}

  @OnEnter(method = {"push", "lockedPush"})
  public static void pushing(@Arg(0) Object task) {
    Order.release(task);
  }
}
