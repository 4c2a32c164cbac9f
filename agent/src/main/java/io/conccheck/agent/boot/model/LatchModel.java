package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;
import java.util.concurrent.TimeUnit;

/** Counting down is before whoever awaits the latch goes on. */
@Model(
    type = "java.util.concurrent.CountDownLatch",
    detectors = {"race", "deadlock", "atomicity"})
public final class LatchModel {

  private LatchModel() {}

  @OnEnter(method = "countDown()V")
  public static void counting(@This Object self) {
    Order.release(self);
  }

  @OnEnter(method = "await()V")
  public static void waiting(@This Object self) {
    Waits.begin(self, Waits.LATCH, false);
  }

  @OnExit(method = "await()V", onThrow = true)
  public static void waited(@This Object self, @Thrown Throwable failure) {
    Waits.end();
    if (failure == null) {
      Order.pass(self);
    }
  }

  @OnEnter(method = "await(JLjava/util/concurrent/TimeUnit;)Z")
  public static void waitingAWhile(@This Object self, @Arg(0) long limit, @Arg(1) Object unit) {
    Waits.begin(self, Waits.LATCH, limit, (TimeUnit) unit);
  }

  @OnExit(method = "await(JLjava/util/concurrent/TimeUnit;)Z", onThrow = true)
  public static void waitedAWhile() {
    Waits.end();
  }

  @OnExit(method = "await(JLjava/util/concurrent/TimeUnit;)Z")
  public static void waited(@This Object self, @Returned boolean open) {
    if (open) {
      Order.pass(self);
    }
  }

  /**
   * Whoever sees that nothing is left to count comes, in every schedule, after all that counted.
   */
  @OnExit(method = "getCount()J")
  public static void looked(@This Object self, @Returned long left) {
    if (left == 0 && Order.enabled) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        Order.learn(self, ts);
      }
    }
  }
}
