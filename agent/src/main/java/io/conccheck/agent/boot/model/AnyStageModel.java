package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/** The stage behind {@code anyOf}: it fires when one of its sources does. */
@Model(
    type = "java.util.concurrent.CompletableFuture$AnyOf",
    detectors = {"race", "deadlock"})
public final class AnyStageModel {

  private AnyStageModel() {}

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";
  private static final VarHandle SOURCE = Inner.field(FUTURE + "$AnyOf", "src", FUTURE);

  @OnExit(method = "<init>")
  public static void handedIn(@This Object self) {
    Order.release(self);
  }

  @OnEnter(method = "tryFire")
  public static void firing(@This Object self) {
    Order.acquire(self);
    Order.acquire(Inner.get(SOURCE, self));
  }
}
