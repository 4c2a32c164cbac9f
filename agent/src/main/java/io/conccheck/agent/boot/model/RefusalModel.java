package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.PoolEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** The policy that throws at whoever gives a task that the pool does not take. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor$AbortPolicy",
    detectors = {"pool"})
public final class RefusalModel {

  private RefusalModel() {}

  @OnEnter(method = "rejectedExecution")
  public static void refusing(@Arg(1) Object pool) {
    PoolEvents sink = PoolEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.refused(pool);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
