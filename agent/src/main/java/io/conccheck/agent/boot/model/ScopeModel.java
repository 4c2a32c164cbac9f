package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/** Subtasks that have completed are before the join, which asks the joiner for the result. */
@Model(
    type = "java.util.concurrent.StructuredTaskScopeImpl",
    detectors = {"race", "deadlock", "atomicity"})
public final class ScopeModel {

  private ScopeModel() {}

  @OnEnter(method = "onComplete")
  public static void completing(@This Object self) {
    Order.release(self);
  }

  /** What the joiner did with a subtask is before the join, too. */
  @AfterCall(
      method = "onComplete",
      call = "onComplete(Ljava/util/concurrent/StructuredTaskScope$Subtask;)Z")
  public static void told(Object self) {
    Order.release(self);
  }

  @AfterCall(method = "join()Ljava/lang/Object;", call = "awaitAll()Z")
  public static void joining(Object self) {
    Order.acquire(self);
  }
}
