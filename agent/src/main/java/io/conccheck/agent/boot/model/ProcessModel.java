package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ProcessEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** What a program asks of a child through its {@link Process}. */
@Model(
    type = "java.lang.ProcessImpl",
    detectors = {"process"})
public final class ProcessModel {

  private ProcessModel() {}

  /** Once the streams are there, the end of the child may take them away at any moment. */
  @OnEnter(method = "initStreams([IZ)V")
  public static void piped(@This Object self, @Arg(0) int[] descriptors) {
    ProcessEvents sink = ProcessEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.piped((Process) self, descriptors);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  @OnExit(
      method = {"waitFor()I", "exitValue()I", "onExit()Ljava/util/concurrent/CompletableFuture;"})
  public static void collected(@This Object self) {
    tell(self, true, true);
  }

  @OnExit(method = "waitFor(JLjava/util/concurrent/TimeUnit;)Z")
  public static void waited(@This Object self, @Returned boolean ended) {
    tell(self, true, ended);
  }

  @OnExit(method = "isAlive()Z")
  public static void looked(@This Object self, @Returned boolean alive) {
    tell(self, false, alive);
  }

  private static void tell(Object self, boolean wait, boolean answer) {
    ProcessEvents sink = ProcessEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      long pid = ((Process) self).pid();
      if (!wait) {
        sink.looked(pid, answer);
      } else if (answer) {
        sink.collected(pid);
      } else {
        sink.waitedInVain(pid);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
