package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** What a subtask did is before whoever gets its outcome goes on, in the joiner too. */
@Model(
    type = {
      "java.util.concurrent.StructuredTaskScopeImpl$SubtaskImpl",
      "java.util.concurrent.StructuredTaskScope$SubtaskImpl"
    },
    detectors = {"race", "deadlock", "atomicity"})
public final class SubtaskModel {

  private SubtaskModel() {}

  /** The first thing asked when the task is done; of old the scope is shut down, not cancelled. */
  @BeforeCall(method = "run()V", call = "isCancelled()Z")
  public static void done(Object self, Object scope) {
    Order.release(self);
  }

  @BeforeCall(method = "run()V", call = "isShutdown()Z")
  public static void doneOfOld(Object self, Object scope) {
    Order.release(self);
  }

  @OnExit(
      method = {
        "get()Ljava/lang/Object;",
        "exception()Ljava/lang/Throwable;",
        "state()Ljava/util/concurrent/StructuredTaskScope$Subtask$State;"
      })
  public static void read(@This Object self) {
    Order.acquire(self);
  }
}
