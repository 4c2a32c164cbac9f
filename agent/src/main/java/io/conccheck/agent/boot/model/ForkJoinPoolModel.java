package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.util.concurrent.ForkJoinPool;

/** Termination and quiescence of fork/join pools come after the work of their workers. */
@Model(
    type = "java.util.concurrent.ForkJoinPool",
    detectors = {"race", "deadlock", "atomicity"})
public final class ForkJoinPoolModel {

  private ForkJoinPoolModel() {}

  @OnEnter(method = "externalPush")
  public static void pushing(@Arg(0) Object task) {
    Order.release(task);
  }

  @OnEnter(method = "scheduleDelayedTask")
  public static void scheduling(@Arg(0) Object task) {
    Order.release(task);
  }

  @OnEnter(method = {"awaitWork", "deactivate", "deregisterWorker"})
  public static void idling(@This Object self) {
    Threads.current().order.recall();
    Order.release(self);
  }

  @OnExit(method = "close()V")
  public static void closed(@This Object self) {
    if (((ForkJoinPool) self).isTerminated()) {
      Order.acquire(self); // the common pool is not, whoever closes it
    }
  }

  @OnExit(
      method = {
        "awaitTermination(JLjava/util/concurrent/TimeUnit;)Z",
        "isTerminated()Z",
        "awaitQuiescence(JLjava/util/concurrent/TimeUnit;)Z",
        "isQuiescent()Z"
      })
  public static void ended(@This Object self, @Returned boolean yes) {
    if (yes) {
      Order.acquire(self);
    }
  }
}
