package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/**
 * The queue of a scheduled pool asks the tasks in it which is first; {@code decorateTask} lets them
 * be the program's own.
 */
@Model(
    type = "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue",
    detectors = "race")
public final class DelayedWorkModel {

  private DelayedWorkModel() {}

  @OnEnter(method = "offer(Ljava/lang/Runnable;)Z")
  public static void putting(@This Object self, @Arg(0) Object task) {
    Elements.put(self, task);
  }

  @BeforeCall(
      method = {"siftUp", "siftDown"},
      call = "compareTo(Ljava/lang/Object;)I")
  public static void comparing(Object self, Object task, Object other) {
    Elements.look(task, other);
  }

  @OnExit(method = "take|poll|peek")
  public static void taken(@This Object self, @Returned Object task) {
    Elements.met(self, task);
  }

  /** Shutting down asks all that is in the queue. */
  @OnExit(
      method = {"toArray()[Ljava/lang/Object;", "toArray([Ljava/lang/Object;)[Ljava/lang/Object;"})
  public static void copied(@This Object self, @Returned Object[] tasks) {
    for (int i = 0; tasks != null && i < tasks.length; i++) {
      Elements.met(self, tasks[i]);
    }
  }
}
