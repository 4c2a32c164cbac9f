package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** The future that a stage without one gives is complete at once if the stage is. */
@Model(
    type = "java.util.concurrent.CompletableFuture$MinimalStage",
    detectors = {"race", "deadlock"})
public final class MinimalStageModel {

  private MinimalStageModel() {}

  @OnExit(method = "toCompletableFuture()Ljava/util/concurrent/CompletableFuture;")
  public static void given(@This Object self, @Returned Object future) {
    CompletionModel.made(future, self);
  }
}
