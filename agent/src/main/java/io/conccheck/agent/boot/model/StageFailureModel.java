package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;

/** Failures of completable futures: functions that throw, stages that follow, and who looks. */
@Model(
    type = "java.util.concurrent.CompletableFuture",
    detectors = {"task"})
public final class StageFailureModel {

  private static final int FAIL = 0;
  private static final int FOLLOW = 1;
  private static final int READ = 2;
  private static final int JOIN = 3;
  private static final int GIVE = 4;
  private static final int REFUSE = 5;

  private StageFailureModel() {}

  @OnEnter(method = "completeThrowable(Ljava/lang/Throwable;)Z")
  public static void failing(@This Object self, @Arg(0) Throwable failure) {
    tell(FAIL, self, failure);
  }

  /** Another stage may have taken this one up just before its outcome was there. */
  @OnExit(method = "completeThrowable(Ljava/lang/Throwable;)Z")
  public static void failed(@This Object self, @Arg(0) Throwable failure) {
    if (TaskEvents.unread != 0) {
      tell(FOLLOW, self, failure);
    }
  }

  /**
   * Where a function given to a stage that has its input already throws: its stage is not there.
   */
  @OnEnter(
      method =
          "encodeThrowable(Ljava/lang/Throwable;)"
              + "Ljava/util/concurrent/CompletableFuture$AltResult;")
  public static void failing(@Arg(0) Throwable failure) {
    tell(FAIL, TaskEvents.class, failure);
  }

  /** Those who take the outcome run before the method returns. */
  @OnEnter(method = "completeExceptionally(Ljava/lang/Throwable;)Z")
  public static void giving(@This Object self, @Arg(0) Throwable failure) {
    if (failure != null) {
      tell(GIVE, self, failure);
    }
  }

  @OnExit(method = "completeExceptionally(Ljava/lang/Throwable;)Z")
  public static void given(@This Object self, @Arg(0) Throwable failure, @Returned boolean taken) {
    if (!taken && TaskEvents.unread != 0) {
      tell(REFUSE, self, failure);
    }
  }

  @OnExit(method = "failedFuture(Ljava/lang/Throwable;)Ljava/util/concurrent/CompletableFuture;")
  public static void born(@Arg(0) Throwable failure, @Returned Object stage) {
    tell(GIVE, stage, failure);
  }

  @OnEnter(method = "completeThrowable(Ljava/lang/Throwable;Ljava/lang/Object;)Z")
  public static void following(@This Object self, @Arg(0) Throwable failure) {
    tell(FAIL, self, failure); // unless it was told before, a handler has thrown it itself
    if (TaskEvents.unread != 0) {
      tell(FOLLOW, self, failure);
    }
  }

  /** A handler gets the outcome of the stage before. */
  @OnEnter(
      method = {
        "uniWhenComplete(Ljava/lang/Object;Ljava/util/function/BiConsumer;"
            + "Ljava/util/concurrent/CompletableFuture$UniWhenComplete;)Z",
        "uniHandle(Ljava/lang/Object;Ljava/util/function/BiFunction;"
            + "Ljava/util/concurrent/CompletableFuture$UniHandle;)Z",
        "uniExceptionally(Ljava/lang/Object;Ljava/util/function/Function;"
            + "Ljava/util/concurrent/CompletableFuture$UniExceptionally;)Z"
      })
  public static void handling(@Arg(0) Object outcome) {
    if (TaskEvents.unread != 0) {
      tell(READ, outcome, null);
    }
  }

  @OnExit(
      method = {
        "get()Ljava/lang/Object;",
        "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "join()Ljava/lang/Object;",
        "getNow(Ljava/lang/Object;)Ljava/lang/Object;",
        "resultNow()Ljava/lang/Object;"
      },
      onThrow = true)
  public static void got(@This Object self, @Thrown Throwable failure) {
    if (failure != null && TaskEvents.unread != 0) {
      tell(READ, self, null);
    }
  }

  @OnExit(
      method = {
        "exceptionNow()Ljava/lang/Throwable;",
        "state()Ljava/util/concurrent/Future$State;"
      })
  public static void looked(@This Object self) {
    if (TaskEvents.unread != 0) {
      tell(READ, self, null);
    }
  }

  @OnExit(method = "isCompletedExceptionally()Z")
  public static void asked(@This Object self, @Returned boolean yes) {
    if (yes && TaskEvents.unread != 0) {
      tell(READ, self, null);
    }
  }

  @OnEnter(
      method = {
        "allOf([Ljava/util/concurrent/CompletableFuture;)Ljava/util/concurrent/CompletableFuture;",
        "anyOf([Ljava/util/concurrent/CompletableFuture;)Ljava/util/concurrent/CompletableFuture;"
      })
  public static void joining(@Arg(0) Object[] stages) {
    for (int i = 0; stages != null && i < stages.length; i++) {
      tell(JOIN, stages[i], null);
    }
  }

  @OnEnter(method = {"orApplyStage", "orAcceptStage", "orRunStage"})
  public static void racing(@This Object self, @Arg(1) Object other) {
    tell(JOIN, self, null);
    tell(JOIN, other, null);
  }

  /**
   * Whatever the failure is, now or later, the function gets it. Told before the stage has the
   * function: from then on another thread may fail the stage and call it.
   */
  @OnEnter(method = "uniComposeExceptionallyStage")
  public static void composing(@This Object self) {
    tell(JOIN, self, null);
  }

  private static void tell(int what, Object stage, Throwable failure) {
    TaskEvents sink = TaskEvents.sink;
    ThreadState ts = sink == null || stage == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      switch (what) {
        case FAIL:
          sink.stageFailing(stage, failure);
          break;
        case FOLLOW:
          sink.stageFollows(stage, failure);
          break;
        case READ:
          sink.stageRead(stage);
          break;
        case GIVE:
          sink.stageGiven(stage, failure);
          break;
        case REFUSE:
          sink.stageRefused(failure);
          break;
        default:
          sink.stageJoined(stage);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
