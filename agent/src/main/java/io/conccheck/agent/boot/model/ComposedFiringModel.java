package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;

/** Like {@link ComposedStageModel} where the function runs later. */
@Model(
    type = {
      "java.util.concurrent.CompletableFuture$UniCompose",
      "java.util.concurrent.CompletableFuture$UniComposeExceptionally"
    },
    detectors = {"race", "deadlock"})
public final class ComposedFiringModel {

  private ComposedFiringModel() {}

  @AfterCall(
      method = "tryFire",
      call = "toCompletableFuture()Ljava/util/concurrent/CompletableFuture;")
  public static Object given(Object self, Object future) {
    return future;
  }

  @BeforeCall(method = "tryFire", call = "completeRelay(Ljava/lang/Object;)Z")
  public static void relaying(Object self, Object stage, @Entered Object given) {
    Order.acquire(given);
  }
}
