package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.QueueEvents;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Producers and consumers of blocking queues. */
@Model(
    type = {
      "java.util.concurrent.ArrayBlockingQueue",
      "java.util.concurrent.LinkedBlockingQueue",
      "java.util.concurrent.LinkedBlockingDeque",
      "java.util.concurrent.PriorityBlockingQueue",
      "java.util.concurrent.LinkedTransferQueue",
      "java.util.concurrent.SynchronousQueue",
      "java.util.concurrent.DelayQueue"
    },
    detectors = {"queue"})
public final class QueueUseModel {

  private QueueUseModel() {}

  @OnEnter(
      method = {
        "offer",
        "put",
        "offerFirst",
        "offerLast",
        "putFirst",
        "putLast",
        "add",
        "transfer",
        "tryTransfer"
      })
  public static void putting(@This Object self) {
    QueueEvents.put(self);
  }

  @OnEnter(
      method = {
        "take()Ljava/lang/Object;",
        "takeFirst()Ljava/lang/Object;",
        "takeLast()Ljava/lang/Object;"
      })
  public static void taking(@This Object self) {
    QueueEvents.take(self);
  }

  @OnExit(
      method = {
        "take()Ljava/lang/Object;",
        "takeFirst()Ljava/lang/Object;",
        "takeLast()Ljava/lang/Object;"
      },
      onThrow = true)
  public static void taken() {
    QueueEvents.take(null);
  }
}
