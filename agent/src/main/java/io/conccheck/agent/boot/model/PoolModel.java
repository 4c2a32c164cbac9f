package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** The constructors that all others of their class call; the common pool's is not among them. */
@Model(
    type = {
      "java.util.concurrent.ThreadPoolExecutor",
      "java.util.concurrent.ForkJoinPool",
      "java.util.Timer"
    },
    detectors = {"pool"})
public final class PoolModel {

  private PoolModel() {}

  @OnExit(
      method = {
        "<init>(IIJLjava/util/concurrent/TimeUnit;Ljava/util/concurrent/BlockingQueue;"
            + "Ljava/util/concurrent/ThreadFactory;"
            + "Ljava/util/concurrent/RejectedExecutionHandler;)V",
        "<init>(ILjava/util/concurrent/ForkJoinPool$ForkJoinWorkerThreadFactory;"
            + "Ljava/lang/Thread$UncaughtExceptionHandler;ZIIILjava/util/function/Predicate;"
            + "JLjava/util/concurrent/TimeUnit;)V",
        "<init>(Ljava/lang/String;)V",
        "<init>(Ljava/lang/String;Z)V"
      })
  public static void made(@This Object self) {
    PoolUseModel.tell(self, PoolUseModel.MADE);
  }
}
