package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/**
 * Periodic tasks of fork/join pools (JDK 25): one run is before the next, to which the task goes by
 * the scheduler's own thread.
 */
@Model(
    type = "java.util.concurrent.DelayScheduler$ScheduledForkJoinTask",
    detectors = {"race", "deadlock"})
public final class RepeatedTaskModel {

  private RepeatedTaskModel() {}

  @OnEnter(method = "postExec")
  public static void ran(@This Object self) {
    Order.release(self);
  }
}
