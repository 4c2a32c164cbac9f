package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;

/**
 * Tasks that are handed to a fork/join pool. What a worker forks is part of the task it runs, and
 * the functions of stages keep their failures in the stage.
 */
@Model(
    type = "java.util.concurrent.ForkJoinPool",
    detectors = {"task"})
public final class ForkHandInModel {

  private ForkHandInModel() {}

  /** Of JDK 17, where a fork on a thread of no pool goes another way. */
  @OnEnter(
      method =
          "externalSubmit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask;")
  public static void pushing(@Arg(0) Object task) {
    tell(task);
  }

  @OnEnter(
      method =
          "poolSubmit(ZLjava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask;")
  public static void submitting(@Arg(1) Object task) {
    if (!ForkJoinTask.inForkJoinPool()) {
      tell(task);
    }
  }

  private static void tell(Object task) {
    if (!(task instanceof CompletableFuture.AsynchronousCompletionTask)) {
      ForkFailureModel.tell(task, null, true);
    }
  }
}
