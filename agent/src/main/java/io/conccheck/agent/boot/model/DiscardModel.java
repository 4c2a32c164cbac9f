package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.PoolEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** The policy that throws away what a pool does not take. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor$DiscardPolicy",
    detectors = {"pool"})
public final class DiscardModel {

  private DiscardModel() {}

  @OnEnter(method = "rejectedExecution")
  public static void discarding(@Arg(0) Object task, @Arg(1) Object pool) {
    tell(task, pool);
  }

  /** Tells that the pool throws away that task, one that nobody waits for if null. */
  static void tell(Object task, Object pool) {
    PoolEvents sink = PoolEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.discarded(pool, task);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
