package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.TaskOrigins;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** Where tasks come from that are handed in as they are. */
@Model(
    type = {
      "java.util.Timer",
      "java.util.concurrent.ForkJoinPool",
      "java.util.concurrent.ForkJoinTask",
      "java.util.concurrent.ThreadPoolExecutor"
    },
    detectors = {"task"})
public final class TaskOriginModel {

  private TaskOriginModel() {}

  @OnEnter(
      method = {
        "execute(Ljava/lang/Runnable;)V",
        "execute(Ljava/util/concurrent/ForkJoinTask;)V",
        "submit(Ljava/lang/Runnable;)Ljava/util/concurrent/ForkJoinTask;",
        "submit(Ljava/util/concurrent/Callable;)Ljava/util/concurrent/ForkJoinTask;",
        "submit(Ljava/util/concurrent/ForkJoinTask;)Ljava/util/concurrent/ForkJoinTask;",
        "adapt(Ljava/lang/Runnable;)Ljava/util/concurrent/ForkJoinTask;",
        "adapt(Ljava/lang/Runnable;Ljava/lang/Object;)Ljava/util/concurrent/ForkJoinTask;",
        "adapt(Ljava/util/concurrent/Callable;)Ljava/util/concurrent/ForkJoinTask;",
        "sched(Ljava/util/TimerTask;JJ)V"
      })
  public static void given(@Arg(0) Object function) {
    TaskOrigins.given(function);
  }
}
