package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import java.util.concurrent.ThreadPoolExecutor;

/** The policy that throws away the task that has waited longest. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor$DiscardOldestPolicy",
    detectors = {"pool"})
public final class DiscardOldestModel {

  private DiscardOldestModel() {}

  /** The head of the queue is what goes, unless a worker takes it in this moment. */
  @OnEnter(method = "rejectedExecution")
  public static void discarding(@Arg(1) Object pool) {
    Object oldest = ((ThreadPoolExecutor) pool).getQueue().peek();
    if (oldest != null) {
      DiscardModel.tell(oldest, pool);
    }
  }
}
