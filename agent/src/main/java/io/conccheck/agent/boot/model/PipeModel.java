package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ProcessEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.io.FileInputStream;

/** Reads from a child's pipes, which are files of a class of their own. */
@Model(
    type = "java.io.FileInputStream",
    detectors = {"process"})
public final class PipeModel {

  private PipeModel() {}

  @OnExit(method = {"read()I", "read([B)I", "read([BII)I"})
  public static void read(@This Object self, @Returned int got) {
    if (self.getClass() == FileInputStream.class || got < 0) {
      return;
    }
    ProcessEvents sink = ProcessEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.read(self);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
