package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Waits at concurrent queues, for an element or for room. */
@Model(
    type = {
      "java.util.concurrent.ArrayBlockingQueue",
      "java.util.concurrent.LinkedBlockingQueue",
      "java.util.concurrent.LinkedBlockingDeque",
      "java.util.concurrent.PriorityBlockingQueue",
      "java.util.concurrent.DelayQueue",
      "java.util.concurrent.SynchronousQueue",
      "java.util.concurrent.LinkedTransferQueue"
    },
    detectors = "deadlock")
public final class QueueWaitModel {

  private QueueWaitModel() {}

  @OnEnter(method = {"take()Ljava/lang/Object;", "put(Ljava/lang/Object;)V"})
  public static void waiting(@This Object self) {
    Waits.begin(self, Waits.QUEUE, false);
  }

  @OnExit(
      method = {"take()Ljava/lang/Object;", "put(Ljava/lang/Object;)V"},
      onThrow = true)
  public static void waited() {
    Waits.end();
  }
}
