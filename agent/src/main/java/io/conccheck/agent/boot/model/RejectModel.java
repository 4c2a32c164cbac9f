package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.PoolEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/** A pool that asks a handler of the application what becomes of a task it does not take. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor",
    detectors = {"pool"})
public final class RejectModel {

  private RejectModel() {}

  @OnEnter(method = "reject")
  public static void rejecting(@This Object pool, @Arg(0) Object task) {
    PoolEvents sink = PoolEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      RejectedExecutionHandler handler = ((ThreadPoolExecutor) pool).getRejectedExecutionHandler();
      if (handler.getClass().getClassLoader() != null) {
        sink.handed(pool, task, handler);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
