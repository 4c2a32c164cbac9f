package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;

/** A composed stage that is complete at once is so because the future it stands for is. */
@Model(
    type = "java.util.concurrent.CompletableFuture",
    detectors = {"race", "deadlock"})
public final class ComposedStageModel {

  private ComposedStageModel() {}

  @AfterCall(
      method = {"uniComposeStage", "uniComposeExceptionallyStage"},
      call = "toCompletableFuture()Ljava/util/concurrent/CompletableFuture;")
  public static Object given(Object self, Object future) {
    return future;
  }

  @OnExit(method = {"uniComposeStage", "uniComposeExceptionallyStage"})
  public static void staged(@Returned Object stage, @Entered Object given) {
    CompletionModel.made(stage, given);
  }
}
