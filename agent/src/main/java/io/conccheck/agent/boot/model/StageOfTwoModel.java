package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;

/**
 * Stages of two futures that are both found complete in the middle of the method, which then runs
 * the function at once. The second is whatever future the other stage gives.
 */
@Model(
    type = "java.util.concurrent.CompletableFuture",
    detectors = {"race", "deadlock"})
public final class StageOfTwoModel {

  private static final String BOTH = "(Ljava/lang/Object;Ljava/lang/Object;";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture";

  private StageOfTwoModel() {}

  @AfterCall(
      method = {"biApplyStage", "biAcceptStage", "biRunStage"},
      call = "toCompletableFuture()" + FUTURE + ";")
  public static Object second(Object self, Object second) {
    return second;
  }

  @BeforeCall(
      method = "biApplyStage",
      call = "biApply" + BOTH + "Ljava/util/function/BiFunction;" + FUTURE + "$BiApply;)Z")
  public static void applying(Object self, Object stage, @Entered Object second) {
    found(self, second);
  }

  @BeforeCall(
      method = "biAcceptStage",
      call = "biAccept" + BOTH + "Ljava/util/function/BiConsumer;" + FUTURE + "$BiAccept;)Z")
  public static void accepting(Object self, Object stage, @Entered Object second) {
    found(self, second);
  }

  @BeforeCall(
      method = "biRunStage",
      call = "biRun" + BOTH + "Ljava/lang/Runnable;" + FUTURE + "$BiRun;)Z")
  public static void running(Object self, Object stage, @Entered Object second) {
    found(self, second);
  }

  private static void found(Object self, Object second) {
    Order.acquire(self);
    Order.acquire(second);
  }
}
