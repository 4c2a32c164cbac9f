package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;

/** The other end of {@link TimerModel}. */
@Model(
    type = "java.util.TimerThread",
    detectors = {"race", "deadlock"})
public final class TimerThreadModel {

  private TimerThreadModel() {}

  @BeforeCall(method = "mainLoop()V", call = "run()V")
  public static void running(Object self, Object task) {
    Order.acquire(task);
  }
}
