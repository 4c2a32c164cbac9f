package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/** What a thread dies of: the failure of a plain task comes out where its worker ends. */
@Model(
    type = "java.lang.Thread",
    detectors = {"task"})
public final class UncaughtTaskModel {

  private UncaughtTaskModel() {}

  @OnEnter(method = "dispatchUncaughtException(Ljava/lang/Throwable;)V")
  public static void uncaught(@This Object self, @Arg(0) Throwable thrown) {
    TaskEvents sink = TaskEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.uncaught((Thread) self, thrown);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
