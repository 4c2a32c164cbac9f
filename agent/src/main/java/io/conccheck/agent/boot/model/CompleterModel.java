package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.util.concurrent.CountedCompleter;

/** Completers: whoever lowers a pending count is before the {@code onCompletion} that follows. */
@Model(
    type = "java.util.concurrent.CountedCompleter",
    detectors = {"race", "deadlock"})
public final class CompleterModel {

  private CompleterModel() {}

  /** Right before a count is lowered, so that what {@code onCompletion} did below is told too. */
  @BeforeCall(
      method = {
        "tryComplete()V",
        "decrementPendingCountUnlessZero()I",
        "firstComplete()Ljava/util/concurrent/CountedCompleter;"
      },
      call = "weakCompareAndSetPendingCount(II)Z")
  public static void lowering(Object self, Object completer) {
    Order.release(completer);
  }

  @BeforeCall(
      method = {"tryComplete()V", "complete(Ljava/lang/Object;)V"},
      call = "onCompletion(Ljava/util/concurrent/CountedCompleter;)V")
  public static void completed(Object self, Object completer) {
    Order.acquire(completer);
  }

  @BeforeCall(
      method = {"tryComplete()V", "quietlyCompleteRoot()V"},
      call = "quietlyComplete()V")
  public static void rootCompleted(Object self, Object completer) {
    Order.acquire(completer);
  }

  /** Goes up past counts that are down already without a call. */
  @BeforeCall(method = "propagateCompletion()V", call = "weakCompareAndSetPendingCount(II)Z")
  public static void propagating(Object self, Object completer) {
    passed(self, completer);
    Order.release(completer);
  }

  @BeforeCall(method = "propagateCompletion()V", call = "quietlyComplete()V")
  public static void propagated(Object self, Object root) {
    passed(self, root);
    Order.acquire(root);
  }

  private static void passed(Object from, Object to) {
    for (CountedCompleter<?> c = (CountedCompleter<?>) from;
        c != null && c != to;
        c = c.getCompleter()) {
      Order.acquire(c);
    }
  }

  @OnEnter(
      method = {
        "addToPendingCount(I)V",
        "setPendingCount(I)V",
        "compareAndSetPendingCount(II)Z",
        "decrementPendingCountUnlessZero()I"
      })
  public static void counting(@This Object self) {
    Order.release(self);
  }

  @OnExit(method = {"decrementPendingCountUnlessZero()I", "getPendingCount()I"})
  public static void counted(@This Object self, @Returned int count) {
    Order.acquire(self);
  }

  @OnExit(
      method = {
        "firstComplete()Ljava/util/concurrent/CountedCompleter;",
        "nextComplete()Ljava/util/concurrent/CountedCompleter;"
      })
  public static void next(@Returned Object completer) {
    Order.acquire(completer);
  }
}
