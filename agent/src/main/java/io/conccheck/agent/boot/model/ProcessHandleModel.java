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

/** What a program does to a process through its handle; {@link Process#destroy} comes by too. */
@Model(
    type = "java.lang.ProcessHandleImpl",
    detectors = {"process"})
public final class ProcessHandleModel {

  private static final int DESTROY = 0;
  private static final int COLLECT = 1;
  private static final int ALIVE = 2;
  private static final int DEAD = 3;

  private ProcessHandleModel() {}

  @OnEnter(method = "destroyProcess(Z)Z")
  public static void destroying(@This Object self) {
    tell(self, DESTROY);
  }

  @OnExit(method = "onExit()Ljava/util/concurrent/CompletableFuture;")
  public static void collected(@This Object self) {
    tell(self, COLLECT);
  }

  @OnExit(method = "isAlive()Z")
  public static void looked(@This Object self, @Returned boolean alive) {
    tell(self, alive ? ALIVE : DEAD);
  }

  private static void tell(Object self, int what) {
    ProcessEvents sink = ProcessEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      long pid = ((ProcessHandle) self).pid();
      if (what == DESTROY) {
        sink.destroying(pid);
      } else if (what == COLLECT) {
        sink.collected(pid);
      } else {
        sink.looked(pid, what == ALIVE);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
