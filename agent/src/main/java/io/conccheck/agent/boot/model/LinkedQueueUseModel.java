package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.QueueEvents;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/** Producers and consumers of queues that nobody waits at. */
@Model(
    type = {
      "java.util.concurrent.ConcurrentLinkedQueue",
      "java.util.concurrent.ConcurrentLinkedDeque"
    },
    detectors = {"queue"})
public final class LinkedQueueUseModel {

  private LinkedQueueUseModel() {}

  @OnEnter(method = {"offer", "linkFirst", "linkLast"})
  public static void putting(@This Object self) {
    QueueEvents.put(self);
  }

  @OnEnter(method = {"poll", "pollFirst", "pollLast"})
  public static void polling(@This Object self) {
    QueueEvents.poll(self);
  }
}
