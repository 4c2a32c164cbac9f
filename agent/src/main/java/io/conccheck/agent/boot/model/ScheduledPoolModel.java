package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** Scheduled tasks: scheduling is before the run, and a run before the next of a periodic task. */
@Model(
    type = "java.util.concurrent.ScheduledThreadPoolExecutor",
    detectors = {"race", "deadlock"})
public final class ScheduledPoolModel {

  private ScheduledPoolModel() {}

  @OnEnter(method = {"delayedExecute", "reExecutePeriodic"})
  public static void scheduling(@Arg(0) Object task) {
    Order.release(task);
  }
}
