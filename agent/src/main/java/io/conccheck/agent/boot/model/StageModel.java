package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/** Functions of dependent stages run after what they depend on, and after they were handed in. */
@Model(
    type = {
      "java.util.concurrent.CompletableFuture$UniCompletion",
      "java.util.concurrent.CompletableFuture$UniApply",
      "java.util.concurrent.CompletableFuture$UniAccept",
      "java.util.concurrent.CompletableFuture$UniRun",
      "java.util.concurrent.CompletableFuture$UniWhenComplete",
      "java.util.concurrent.CompletableFuture$UniHandle",
      "java.util.concurrent.CompletableFuture$UniExceptionally",
      "java.util.concurrent.CompletableFuture$UniComposeExceptionally",
      "java.util.concurrent.CompletableFuture$UniRelay",
      "java.util.concurrent.CompletableFuture$UniCompose",
      "java.util.concurrent.CompletableFuture$BiApply",
      "java.util.concurrent.CompletableFuture$BiAccept",
      "java.util.concurrent.CompletableFuture$BiRun",
      "java.util.concurrent.CompletableFuture$BiRelay",
      "java.util.concurrent.CompletableFuture$OrApply",
      "java.util.concurrent.CompletableFuture$OrAccept",
      "java.util.concurrent.CompletableFuture$OrRun"
    },
    detectors = {"race", "deadlock"})
public final class StageModel {

  private StageModel() {}

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";
  private static final VarHandle SOURCE = Inner.field(FUTURE + "$UniCompletion", "src", FUTURE);
  private static final VarHandle SECOND = Inner.field(FUTURE + "$BiCompletion", "snd", FUTURE);

  @OnExit(method = "<init>")
  public static void handedIn(@This Object self) {
    Order.release(self);
  }

  @OnEnter(method = "tryFire")
  public static void firing(@This Object self) {
    Order.acquire(self);
    Order.acquire(Inner.get(SOURCE, self));
    if (Inner.isInstance(SECOND, self)) {
      Order.acquire(Inner.get(SECOND, self));
    }
  }
}
