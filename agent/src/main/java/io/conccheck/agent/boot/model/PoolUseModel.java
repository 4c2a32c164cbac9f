package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
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

  static final int MADE = 0;
  static final int WORKING = 1;
  static final int ENDING = 2;
  static final int IN_VAIN = 3;

  private PoolUseModel() {}

  /** Plain tasks have no outcome that anybody could wait for. */
  @OnEnter(method = "execute(Ljava/lang/Runnable;)V")
  public static void executing(@This Object self, @Arg(0) Object task) {
    if (task instanceof FutureTask) {
      PoolEvents sink = PoolEvents.sink;
      ThreadState ts = sink == null ? null : Threads.current();
      if (ts != null && !ts.busy) {
        ts.enter();
        try {
          sink.executing(self, task);
        } catch (Throwable t) {
          Failures.count(t);
        } finally {
          ts.busy = false;
          Pin.off();
        }
      }
    }
  }

  @OnEnter(method = "runWorker")
  public static void working(@This Object self) {
    tell(self, WORKING);
  }

  @OnExit(method = "awaitTermination(JLjava/util/concurrent/TimeUnit;)Z")
  public static void awaited(@This Object self, @Returned boolean ended) {
    if (!ended) {
      tell(self, IN_VAIN);
    }
  }

  @OnEnter(method = {"shutdown()V", "shutdownNow()Ljava/util/List;"})
  public static void shuttingDown(@This Object self) {
    tell(self, ENDING);
  }

  static void tell(Object self, int what) {
    PoolEvents sink = PoolEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      if (what == ENDING) {
        sink.shuttingDown(self);
      } else if (what == WORKING) {
        sink.working(self);
      } else if (what == IN_VAIN) {
        sink.awaitedInVain(self);
      } else {
        sink.made(self);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
