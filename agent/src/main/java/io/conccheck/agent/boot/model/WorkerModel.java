package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.ValueEvents;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Where one task of a worker ends and the next one begins. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor",
    detectors = {"value"})
public final class WorkerModel {

  private WorkerModel() {}

  @OnEnter(method = "runWorker")
  public static void working(@This Object self) {
    ValueEvents sink = ValueEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.put(ValueEvents.WORKER, sink.working(self));
    }
  }

  @OnExit(method = "getTask()Ljava/lang/Runnable;")
  public static void next(@Returned Object task) {
    ValueEvents sink = ValueEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    Object worker = ts == null || ts.busy ? null : ts.get(ValueEvents.WORKER);
    if (worker == null) {
      return;
    }
    ts.enter();
    try {
      sink.next(worker, task != null);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
