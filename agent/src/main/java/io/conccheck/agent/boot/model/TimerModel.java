package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** A timer task is scheduled before it runs; runs share the one thread of their timer. */
@Model(
    type = "java.util.Timer",
    detectors = {"race", "deadlock"})
public final class TimerModel {

  private TimerModel() {}

  @OnEnter(method = "sched(Ljava/util/TimerTask;JJ)V")
  public static void scheduling(@Arg(0) Object task) {
    Order.release(task);
  }
}
