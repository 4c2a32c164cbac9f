package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.ProcessEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** The one place where all of a program's children are started, pipelines and exec included. */
@Model(
    type = "java.lang.ProcessBuilder",
    detectors = {"process"})
public final class ProcessBuilderModel {

  private ProcessBuilderModel() {}

  @OnExit(method = "start([Ljava/lang/ProcessBuilder$Redirect;)Ljava/lang/Process;")
  public static void started(@This Object self, @Returned Object child) {
    ProcessEvents sink = ProcessEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.busy = true;
    try {
      sink.started((Process) child, ((ProcessBuilder) self).command());
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
    }
  }
}
