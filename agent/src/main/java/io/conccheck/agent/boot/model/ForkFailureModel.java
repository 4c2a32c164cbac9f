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
import io.conccheck.agent.boot.hook.This;

/** Outcomes of fork/join tasks: what {@code exec} throws, and every way to look at it. */
@Model(
    type = "java.util.concurrent.ForkJoinTask",
    detectors = {"task"})
public final class ForkFailureModel {

  private ForkFailureModel() {}

  @OnEnter(method = "trySetThrown")
  public static void failing(@This Object self, @Arg(0) Throwable failure) {
    tell(self, failure, false);
  }

  @OnExit(
      method = {
        "join()Ljava/lang/Object;",
        "invoke()Ljava/lang/Object;",
        "get()Ljava/lang/Object;",
        "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "joinForPoolInvoke",
        "getForPoolInvoke",
        "getException()Ljava/lang/Throwable;",
        "exceptionNow()Ljava/lang/Throwable;",
        "resultNow()Ljava/lang/Object;",
        "state()Ljava/util/concurrent/Future$State;",
        "isCompletedAbnormally()Z",
        "isCompletedNormally()Z"
      },
      onThrow = true)
  public static void read(@This Object self) {
    if (TaskEvents.unread != 0) {
      tell(self, null, false);
    }
  }

  /** Tells of a failure; of a task handed in where there is none, else of a look. */
  static void tell(Object task, Throwable failure, boolean handedIn) {
    TaskEvents sink = TaskEvents.sink;
    ThreadState ts = sink == null || task == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      if (failure != null) {
        sink.forkFailing(task, failure);
      } else if (handedIn) {
        sink.handedIn(task);
      } else {
        sink.read(task);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
