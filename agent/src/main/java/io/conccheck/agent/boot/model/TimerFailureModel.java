package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Thrown;

/** A timer ends with the first of its tasks that throws. */
@Model(
    type = "java.util.TimerThread",
    detectors = {"task"})
public final class TimerFailureModel {

  private TimerFailureModel() {}

  @OnExit(method = "mainLoop()V", onThrow = true)
  public static void ended(@Thrown Throwable failure) {
    TaskEvents sink = failure == null ? null : TaskEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.timerDying(failure);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
