package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;

/**
 * Stages that depend on two others. One of those may become complete after the try to fire them has
 * begun and before that looks: so they are learnt of once more right before these calls, by which
 * time whatever was looked at is complete.
 */
@Model(
    type = {
      "java.util.concurrent.CompletableFuture$BiApply",
      "java.util.concurrent.CompletableFuture$BiAccept",
      "java.util.concurrent.CompletableFuture$BiRun",
      "java.util.concurrent.CompletableFuture$BiRelay",
      "java.util.concurrent.CompletableFuture$OrApply",
      "java.util.concurrent.CompletableFuture$OrAccept",
      "java.util.concurrent.CompletableFuture$OrRun"
    },
    detectors = {"race", "deadlock"})
public final class StagePairModel {

  private static final String FIRE = "tryFire";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture";
  private static final String BOTH = "(Ljava/lang/Object;Ljava/lang/Object;";

  private StagePairModel() {}

  @BeforeCall(
      method = FIRE,
      call = "biApply" + BOTH + "Ljava/util/function/BiFunction;" + FUTURE + "$BiApply;)Z")
  public static void applyingBoth(Object self, Object stage) {
    StageModel.firing(self);
  }

  @BeforeCall(
      method = FIRE,
      call = "biAccept" + BOTH + "Ljava/util/function/BiConsumer;" + FUTURE + "$BiAccept;)Z")
  public static void acceptingBoth(Object self, Object stage) {
    StageModel.firing(self);
  }

  @BeforeCall(method = FIRE, call = "biRun" + BOTH + "Ljava/lang/Runnable;" + FUTURE + "$BiRun;)Z")
  public static void runningAfterBoth(Object self, Object stage) {
    StageModel.firing(self);
  }

  @BeforeCall(method = FIRE, call = "completeNull()Z")
  public static void completing(Object self, Object stage) {
    StageModel.firing(self);
  }

  @BeforeCall(method = FIRE, call = "completeThrowable(Ljava/lang/Throwable;Ljava/lang/Object;)Z")
  public static void failing(Object self, Object stage) {
    StageModel.firing(self);
  }

  @BeforeCall(method = FIRE, call = "apply(Ljava/lang/Object;)Ljava/lang/Object;")
  public static void applying(Object self, Object function) {
    StageModel.firing(self);
  }

  @BeforeCall(method = FIRE, call = "accept(Ljava/lang/Object;)V")
  public static void accepting(Object self, Object function) {
    StageModel.firing(self);
  }

  @BeforeCall(method = FIRE, call = "run()V")
  public static void running(Object self, Object function) {
    StageModel.firing(self);
  }
}
