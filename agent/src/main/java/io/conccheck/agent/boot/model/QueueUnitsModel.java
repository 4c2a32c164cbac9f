package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.UnitEvents;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Blocking queues as pools: their elements are units that go out and come back. */
@Model(
    type = {
      "java.util.concurrent.ArrayBlockingQueue",
      "java.util.concurrent.LinkedBlockingQueue",
      "java.util.concurrent.LinkedBlockingDeque",
      "java.util.concurrent.PriorityBlockingQueue"
    },
    detectors = "deadlock")
public final class QueueUnitsModel {

  private QueueUnitsModel() {}

  @OnEnter(method = QueueMethods.PUT)
  public static void putting(@This Object self, @Arg(0) Object element) {
    UnitEvents.putInto(self, element);
  }

  @OnEnter(method = "addAll(Ljava/util/Collection;)Z")
  public static void puttingAll(@This Object self, @Arg(0) Object elements) {
    filled(self, elements);
  }

  @OnExit(method = "<init>(Ljava/util/Collection;)V")
  public static void filled(@This Object self, @Arg(0) Object elements) {
    for (Object element : UnitEvents.sink == null ? new Object[0] : Contents.of(elements)) {
      UnitEvents.putInto(self, element);
    }
  }

  @OnExit(method = "<init>(IZLjava/util/Collection;)V")
  public static void filledTo(@This Object self, @Arg(2) Object elements) {
    filled(self, elements);
  }

  @OnEnter(
      method = {
        "take()Ljava/lang/Object;",
        "takeFirst()Ljava/lang/Object;",
        "takeLast()Ljava/lang/Object;",
        "poll(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "pollFirst(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "pollLast(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;"
      })
  public static void asking(@This Object self) {
    UnitEvents.askQueue(self);
  }

  @OnExit(method = {QueueMethods.TAKE})
  public static void taken(@This Object self, @Returned Object element) {
    UnitEvents.takeFrom(self, element);
  }
}
