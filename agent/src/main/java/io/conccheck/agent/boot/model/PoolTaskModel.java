package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.PoolEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/** Waits for the outcome of a task. */
@Model(
    type = "java.util.concurrent.FutureTask",
    detectors = {"pool"})
public final class PoolTaskModel {

  private PoolTaskModel() {}

  @OnEnter(method = "get()Ljava/lang/Object;")
  public static void waiting(@This Object self) {
    PoolEvents sink = PoolEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.awaitingTask(self);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
