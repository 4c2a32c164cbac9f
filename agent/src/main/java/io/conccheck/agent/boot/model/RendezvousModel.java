package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * Queues in which who puts in waits until somebody has taken. That what the taker did before is
 * seen then is how they work today; only the other way is promised.
 */
@Model(
    type = {"java.util.concurrent.SynchronousQueue", "java.util.concurrent.LinkedTransferQueue"},
    detectors = "race")
public final class RendezvousModel {

  private RendezvousModel() {}

  @OnEnter(method = {QueueMethods.TAKE})
  public static void taking(@This Object self) {
    Weak.release(self);
  }

  @OnExit(method = "put|offer|transfer|tryTransfer")
  public static void handedOver(@This Object self) {
    Weak.acquire(self);
  }
}
