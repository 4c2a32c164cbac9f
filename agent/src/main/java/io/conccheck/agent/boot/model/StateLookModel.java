package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Questions after a synchroniser's state, of which no javadoc promises order. */
@Model(
    type = {"java.util.concurrent.CountDownLatch", "java.util.concurrent.Semaphore"},
    detectors = "race")
public final class StateLookModel {

  private StateLookModel() {}

  @OnExit(
      method = {"getCount()J", "availablePermits()I", "hasQueuedThreads()Z", "getQueueLength()I"})
  public static void looked(@This Object self) {
    Weak.look(self);
    Weak.acquire(self);
  }
}
