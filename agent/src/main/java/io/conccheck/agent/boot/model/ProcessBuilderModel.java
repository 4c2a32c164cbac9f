package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ProcessEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.util.List;

/** The one place where all of a program's children are started, pipelines and exec included. */
@Model(
    type = "java.lang.ProcessBuilder",
    detectors = {"process"})
public final class ProcessBuilderModel {

  private ProcessBuilderModel() {}

  @OnEnter(method = "start([Ljava/lang/ProcessBuilder$Redirect;)Ljava/lang/Process;")
  public static void starting() {
    if (ProcessEvents.sink != null) {
      Threads.current().put(ProcessEvents.STARTING, System.nanoTime());
    }
  }

  @OnExit(method = "start([Ljava/lang/ProcessBuilder$Redirect;)Ljava/lang/Process;")
  public static void started(@This Object self, @Returned Object child) {
    tell((ProcessBuilder) self, child);
  }

  @OnExit(method = "startPipeline(Ljava/util/List;)Ljava/util/List;")
  public static void piped(@Returned Object children) {
    tell(null, children);
  }

  @SuppressWarnings("unchecked") // the hooked methods' own results
  private static void tell(ProcessBuilder builder, Object started) {
    ProcessEvents sink = ProcessEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      if (builder != null) {
        sink.started((Process) started, builder.command());
      } else {
        sink.pipeline((List<Process>) started);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
