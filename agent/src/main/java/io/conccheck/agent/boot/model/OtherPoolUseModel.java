package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** What a program does with its fork/join pools and its executors of one thread per task. */
@Model(
    type = {"java.util.concurrent.ForkJoinPool", "java.util.concurrent.ThreadPerTaskExecutor"},
    detectors = {"pool"})
public final class OtherPoolUseModel {

  private OtherPoolUseModel() {}

  /** Of executors of one thread per task; those of fork/join pools have other parameters. */
  @OnExit(method = "<init>(Ljava/util/concurrent/ThreadFactory;)V")
  public static void made(@This Object self) {
    PoolUseModel.tell(self, PoolUseModel.MADE);
  }

  @OnEnter(method = "runWorker(Ljava/util/concurrent/ForkJoinPool$WorkQueue;)V")
  public static void working(@This Object self) {
    PoolUseModel.tell(self, PoolUseModel.WORKING);
  }

  @OnExit(method = "awaitTermination(JLjava/util/concurrent/TimeUnit;)Z")
  public static void awaited(@This Object self, @Returned boolean ended) {
    if (!ended) {
      PoolUseModel.tell(self, PoolUseModel.IN_VAIN);
    }
  }

  @OnEnter(method = {"shutdown()V", "shutdownNow()Ljava/util/List;", "close()V"})
  public static void shuttingDown(@This Object self) {
    PoolUseModel.tell(self, PoolUseModel.ENDING);
  }
}
