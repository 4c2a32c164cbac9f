package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/** The JVM calls it on the thread itself; whoever else does runs the body here and now. */
@Model(
    type = "java.lang.Thread",
    detectors = {"task"})
public final class RunForStartModel {

  private RunForStartModel() {}

  @OnEnter(method = "run()V")
  public static void running(@This Object self) {
    Thread running = Thread.currentThread();
    TaskEvents sink = self == running ? null : TaskEvents.sink;
    if (sink == null || ((Thread) self).getState() != Thread.State.NEW) {
      return;
    }
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.ranByCaller((Thread) self);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
