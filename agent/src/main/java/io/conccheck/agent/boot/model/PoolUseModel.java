package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.PoolEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.util.concurrent.FutureTask;

/** What a program does with its pools of platform threads. */
@Model(
    type = "java.util.concurrent.ThreadPoolExecutor",
    detectors = {"pool"})
public final class PoolUseModel {

  private PoolUseModel() {}

  /** Plain tasks have no outcome that anybody could wait for. */
  @OnEnter(method = "execute(Ljava/lang/Runnable;)V")
  public static void executing(@This Object self, @Arg(0) Object task) {
    if (task instanceof FutureTask) {
      PoolEvents sink = PoolEvents.sink;
      ThreadState ts = sink == null ? null : Threads.current();
      if (ts != null && !ts.busy) {
        ts.busy = true;
        try {
          sink.executing(self, task);
        } catch (Throwable t) {
          Failures.count(t);
        } finally {
          ts.busy = false;
        }
      }
    }
  }

  @OnExit(method = "awaitTermination(JLjava/util/concurrent/TimeUnit;)Z")
  public static void awaited(@This Object self, @Returned boolean ended) {
    if (!ended) {
      tell(self, false);
    }
  }

  @OnEnter(method = {"shutdown()V", "shutdownNow()Ljava/util/List;"})
  public static void shuttingDown(@This Object self) {
    tell(self, true);
  }

  private static void tell(Object self, boolean shutDown) {
    PoolEvents sink = PoolEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.busy = true;
    try {
      if (shutDown) {
        sink.shuttingDown(self);
      } else {
        sink.awaitedInVain(self);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
    }
  }
}
