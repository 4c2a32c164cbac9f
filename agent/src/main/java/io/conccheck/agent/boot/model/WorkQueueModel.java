package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** What is pushed on a queue of a fork/join pool was done before its run. */
@Model(
    type = "java.util.concurrent.ForkJoinPool$WorkQueue",
    detectors = {"race", "deadlock"})
public final class WorkQueueModel {

  private WorkQueueModel() {}

  @OnEnter(method = {"push", "lockedPush"})
  public static void pushing(@Arg(0) Object task) {
    Order.release(task);
  }

  /** A worker, within no other task, takes one that another worker might have taken. */
  @BeforeCall(method = "topLevelExec", call = "doExec()I")
  public static void taking(Object self, Object task) {
    LockEvents sink = LockEvents.sink;
    if (sink != null) {
      ThreadState ts = Threads.current();
      ForkJoinPool pool = ts.busy ? null : ForkJoinTask.getPool();
      if (pool != null && pool.getParallelism() > 1) {
        ts.enter();
        sink.taking(ts);
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** The same on younger JDKs. */
  @BeforeCall(method = "topLevelExec", call = "doExec()V")
  public static void takingToo(Object self, Object task) {
    taking(self, task);
  }
}
