package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.TaskOrigins;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Outcomes of tasks that pools run; {@code report} is what every {@code get} ends with. */
@Model(
    type = "java.util.concurrent.FutureTask",
    detectors = {"task"})
public final class TaskFailureModel {

  private TaskFailureModel() {}

  @OnExit(method = "<init>(Ljava/util/concurrent/Callable;)V")
  public static void made(@This Object self, @Arg(0) Object function) {
    TaskOrigins.given(function);
    ThreadState ts = TaskEvents.racing ? Threads.current() : null;
    if (ts != null && !ts.busy && ts.get(TaskEvents.RACING) != null) {
      ts.enter();
      try {
        TaskEvents.sink.oneOfMany(self);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  @OnExit(method = "<init>(Ljava/lang/Runnable;Ljava/lang/Object;)V")
  public static void made(@Arg(0) Object function) {
    TaskOrigins.given(function);
  }

  @OnEnter(method = "setException(Ljava/lang/Throwable;)V")
  public static void failing(@This Object self, @Arg(0) Throwable failure) {
    tell(self, failure, false);
  }

  @OnExit(method = "setException(Ljava/lang/Throwable;)V")
  public static void failed(@This Object self) {
    if (TaskEvents.unread != 0) {
      tell(self, null, false);
    }
  }

  @OnEnter(
      method = {
        "report(I)Ljava/lang/Object;",
        "exceptionNow()Ljava/lang/Throwable;",
        "resultNow()Ljava/lang/Object;",
        "state()Ljava/util/concurrent/Future$State;"
      })
  public static void read(@This Object self) {
    if (TaskEvents.unread != 0) {
      tell(self, null, true);
    }
  }

  private static void tell(Object self, Throwable failure, boolean read) {
    TaskEvents sink = TaskEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      if (failure != null) {
        sink.failing(self, failure);
      } else if (read) {
        sink.read(self);
      } else {
        sink.failed(self);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
