package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ProcessEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** The one way from a number to a process; the JDK itself takes another. */
@Model(
    type = "java.lang.ProcessHandle",
    detectors = {"process"})
public final class ProcessLookUpModel {

  private ProcessLookUpModel() {}

  @OnEnter(method = "of(J)Ljava/util/Optional;")
  public static void lookingUp(@Arg(0) long pid) {
    ProcessEvents sink = ProcessEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.lookedUp(pid);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
