package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Window;
import io.conccheck.agent.boot.Windows;
import io.conccheck.agent.boot.Writes;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Changes of concurrent queues between two operations of another thread. */
@Model(
    type = {
      "java.util.concurrent.ArrayBlockingQueue",
      "java.util.concurrent.LinkedBlockingQueue",
      "java.util.concurrent.LinkedBlockingDeque",
      "java.util.concurrent.PriorityBlockingQueue",
      "java.util.concurrent.DelayQueue",
      "java.util.concurrent.LinkedTransferQueue",
      "java.util.concurrent.ConcurrentLinkedQueue",
      "java.util.concurrent.ConcurrentLinkedDeque"
    },
    detectors = "atomicity")
public final class QueueWrites {

  private QueueWrites() {}

  @OnEnter(
      method = {
        QueueMethods.PUT,
        "addAll",
        QueueMethods.TAKE,
        QueueMethods.REMOVE,
        QueueMethods.EMPTY
      })
  public static Window[] changing(@This Object self) {
    return Windows.over(self);
  }

  @OnExit(method = {QueueMethods.PUT, "addAll"})
  public static void put(@This Object self, @Entered Window[] open) {
    Writes.set(open, self, null, 0);
  }

  @OnExit(method = {QueueMethods.TAKE})
  public static void taken(@This Object self, @Entered Window[] open, @Returned Object element) {
    if (element != null) {
      Writes.removed(open, self, null);
    }
  }

  @OnExit(method = {QueueMethods.REMOVE})
  public static void removed(@This Object self, @Entered Window[] open, @Returned boolean done) {
    if (done) {
      Writes.removed(open, self, null);
    }
  }

  @OnExit(method = {QueueMethods.EMPTY})
  public static void all(@This Object self, @Entered Window[] open) {
    Writes.removed(open, self, null);
  }
}
