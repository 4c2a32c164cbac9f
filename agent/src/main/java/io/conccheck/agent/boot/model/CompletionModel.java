package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/** Completion of a {@code CompletableFuture} is before whoever sees it complete goes on. */
@Model(
    type = "java.util.concurrent.CompletableFuture",
    detectors = {"race", "deadlock", "atomicity"})
public final class CompletionModel {

  private CompletionModel() {}

  private static final VarHandle RESULT =
      Inner.field("java.util.concurrent.CompletableFuture", "result", "java.lang.Object");

  private static boolean isDone(Object future) {
    return Inner.get(RESULT, future) != null;
  }

  @OnEnter(
      method = {
        "internalComplete",
        "completeNull",
        "completeValue",
        "completeThrowable",
        "completeRelay"
      })
  public static void completing(@This Object self) {
    if (!isDone(self)) {
      Order.release(self);
    }
  }

  @OnExit(method = "getNumberOfDependents()I")
  public static void counted(@This Object self) {
    Weak.acquire(self);
  }

  @OnEnter(method = {"obtrudeValue", "obtrudeException"})
  public static void forcing(@This Object self) {
    Order.release(self);
  }

  /** A stage may run its function at once if what it depends on is complete. */
  @OnEnter(
      method = {
        "uniApplyStage",
        "uniAcceptStage",
        "uniRunStage",
        "uniWhenCompleteStage",
        "uniHandleStage",
        "uniExceptionallyStage",
        "uniComposeExceptionallyStage",
        "uniAsMinimalStage",
        "uniComposeStage",
        "biApplyStage",
        "biAcceptStage",
        "biRunStage",
        "orApplyStage",
        "orAcceptStage",
        "orRunStage"
      })
  public static void staging(@This Object self) {
    Weak.leave(self, Weak.OTHERS);
    Order.acquire(self);
  }

  @OnExit(
      method = {
        "uniApplyStage",
        "uniAcceptStage",
        "uniRunStage",
        "uniWhenCompleteStage",
        "uniHandleStage",
        "uniExceptionallyStage",
        "uniAsMinimalStage",
        "biApplyStage",
        "biAcceptStage",
        "biRunStage",
        "orApplyStage",
        "orAcceptStage",
        "orRunStage"
      })
  public static void staged(@Returned Object stage) {
    made(stage);
  }

  /** What is found complete only in the middle of the stage method runs its function at once. */
  @OnEnter(method = {"uniApplyNow", "uniAcceptNow", "uniRunNow"})
  public static void atOnce(@This Object self) {
    Order.acquire(self);
  }

  @BeforeCall(
      method = {"uniComposeStage", "uniComposeExceptionallyStage"},
      call = "apply(Ljava/lang/Object;)Ljava/lang/Object;")
  public static void composing(Object self, Object function) {
    Order.acquire(self);
  }

  @BeforeCall(
      method = "uniHandleStage",
      call =
          "uniHandle(Ljava/lang/Object;Ljava/util/function/BiFunction;"
              + "Ljava/util/concurrent/CompletableFuture$UniHandle;)Z")
  public static void handling(Object self, Object stage) {
    Order.acquire(self);
  }

  @BeforeCall(
      method = "uniWhenCompleteStage",
      call =
          "uniWhenComplete(Ljava/lang/Object;Ljava/util/function/BiConsumer;"
              + "Ljava/util/concurrent/CompletableFuture$UniWhenComplete;)Z")
  public static void telling(Object self, Object stage) {
    Order.acquire(self);
  }

  @BeforeCall(
      method = "uniExceptionallyStage",
      call =
          "uniExceptionally(Ljava/lang/Object;Ljava/util/function/Function;"
              + "Ljava/util/concurrent/CompletableFuture$UniExceptionally;)Z")
  public static void mending(Object self, Object stage) {
    Order.acquire(self);
  }

  /** What is complete when it is given out may be so because that future is, if not null. */
  static void made(Object stage, Object from) {
    if (stage != null && isDone(stage)) {
      Order.acquire(from);
      Order.release(stage);
    }
  }

  private static void made(Object stage) {
    made(stage, null);
  }

  @OnExit(
      method =
          "uniCopyStage(Ljava/util/concurrent/CompletableFuture;)"
              + "Ljava/util/concurrent/CompletableFuture;")
  public static void copied(@Arg(0) Object from, @Returned Object stage) {
    made(stage, from);
  }

  /** Trees of futures end in pairs, of which both may be complete already. */
  @OnExit(
      method =
          "andTree([Ljava/util/concurrent/CompletableFuture;II)"
              + "Ljava/util/concurrent/CompletableFuture;")
  public static void all(
      @Arg(0) Object[] futures, @Arg(1) int from, @Arg(2) int to, @Returned Object stage) {
    for (int i = from; isDone(stage) && i <= to; i++) {
      Order.acquire(futures[i]);
    }
    made(stage);
  }

  @OnExit(
      method =
          "anyOf([Ljava/util/concurrent/CompletableFuture;)"
              + "Ljava/util/concurrent/CompletableFuture;")
  public static void any(@Arg(0) Object[] futures, @Returned Object stage) {
    for (int i = 0; isDone(stage) && i < futures.length; i++) {
      if (futures[i] != null && isDone(futures[i])) {
        Order.acquire(futures[i]);
      }
    }
    made(stage);
  }

  @OnExit(method = {"isDone()Z", "isCancelled()Z", "isCompletedExceptionally()Z"})
  public static void asked(@This Object self, @Returned boolean yes) {
    if (yes) {
      Order.acquire(self);
    }
  }

  @OnEnter(method = "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;")
  public static void waitingAWhile(@This Object self) {
    Waits.begin(self, Waits.FUTURE, true);
  }

  @OnExit(method = "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;", onThrow = true)
  public static void waitedAWhile() {
    Waits.end();
  }

  @OnEnter(method = {"get()Ljava/lang/Object;", "join()Ljava/lang/Object;"})
  public static void waiting(@This Object self) {
    Waits.begin(self, Waits.FUTURE, false);
  }

  @OnExit(
      method = {"get()Ljava/lang/Object;", "join()Ljava/lang/Object;"},
      onThrow = true)
  public static void waited(@This Object self) {
    Waits.end();
    Order.acquire(self);
  }

  @OnExit(
      method = {
        "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "getNow(Ljava/lang/Object;)Ljava/lang/Object;",
        "resultNow()Ljava/lang/Object;",
        "exceptionNow()Ljava/lang/Throwable;",
        "state()Ljava/util/concurrent/Future$State;",
        "toCompletableFuture()Ljava/util/concurrent/CompletableFuture;"
      },
      onThrow = true)
  public static void looked(@This Object self) {
    if (isDone(self)) {
      Order.acquire(self);
    }
  }
}
