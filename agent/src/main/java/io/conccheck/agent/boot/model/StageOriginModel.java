package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.TaskOrigins;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** Where the functions of stages come from. */
@Model(
    type = "java.util.concurrent.CompletableFuture",
    detectors = {"task"})
public final class StageOriginModel {

  private StageOriginModel() {}

  @OnEnter(
      method = {
        "asyncSupplyStage",
        "asyncRunStage",
        "uniApplyStage",
        "uniAcceptStage",
        "uniRunStage",
        "uniWhenCompleteStage",
        "uniHandleStage",
        "uniExceptionallyStage",
        "uniComposeStage",
        "uniComposeExceptionallyStage"
      })
  public static void given(@Arg(1) Object function) {
    TaskOrigins.given(function);
  }

  @OnEnter(
      method = {
        "biApplyStage",
        "biAcceptStage",
        "biRunStage",
        "orApplyStage",
        "orAcceptStage",
        "orRunStage"
      })
  public static void givenForTwo(@Arg(2) Object function) {
    TaskOrigins.given(function);
  }
}
