package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Queues that ask their elements which is first (see {@link ComparedModel}). */
@Model(
    type = {
      "java.util.concurrent.PriorityBlockingQueue",
      "java.util.concurrent.DelayQueue",
      "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue"
    },
    detectors = "race")
public final class HeapModel {

  private HeapModel() {}

  @OnEnter(
      method = {"offer", "poll", "take", "remove", "removeEq", "removeEQ", "heapify", "drainTo"})
  public static void comparing(@This Object self) {
    Elements.comparing(self);
  }

  @OnExit(
      method = {"offer", "poll", "take", "remove", "removeEq", "removeEQ", "heapify", "drainTo"},
      onThrow = true)
  public static void compared() {
    Elements.compared();
  }

  @BeforeCall(
      method = {"poll", "take", "drainTo"},
      call = "getDelay(Ljava/util/concurrent/TimeUnit;)J")
  public static void asking(Object self, Object element) {
    Elements.met(self, element);
  }
}
