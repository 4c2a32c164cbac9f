package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** What {@code supplyAsync} and {@code runAsync} hand to an executor of any kind. */
@Model(
    type = {
      "java.util.concurrent.CompletableFuture$AsyncSupply",
      "java.util.concurrent.CompletableFuture$AsyncRun"
    },
    detectors = {"race", "deadlock"})
public final class AsyncModel {

  private AsyncModel() {}

  @OnExit(method = "<init>")
  public static void handedIn(@This Object self) {
    Order.release(self);
  }

  @OnEnter(method = "run()V")
  public static void running(@This Object self) {
    Order.acquire(self);
  }
}
