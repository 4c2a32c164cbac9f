package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;
import java.lang.invoke.VarHandle;

/**
 * A barrier, one generation at a time: arrivals are before the action, the action before returns.
 */
@Model(
    type = "java.util.concurrent.CyclicBarrier",
    detectors = {"race", "deadlock", "atomicity"})
public final class BarrierModel {

  private BarrierModel() {}

  private static final VarHandle GENERATION =
      Inner.field(
          "java.util.concurrent.CyclicBarrier",
          "generation",
          "java.util.concurrent.CyclicBarrier$Generation");

  @OnEnter(method = "dowait(ZJ)I")
  public static void arriving(@This Object self, @Arg(0) boolean timed) {
    Waits.begin(self, Waits.BARRIER, timed);
    Weak.release(self);
  }

  /** Under the barrier's lock: whoever comes to it may find the next generation. */
  @AfterCall(method = "dowait(ZJ)I", call = "lock()V")
  public static Object arrived(Object self) {
    Object generation = Inner.get(GENERATION, self);
    Order.release(generation);
    return generation;
  }

  @BeforeCall(method = "dowait(ZJ)I", call = "run()V")
  public static void beforeAction(Object self, Object action) {
    Order.acquire(Inner.get(GENERATION, self));
  }

  @OnEnter(method = "nextGeneration()V")
  public static void tripped(@This Object self) {
    Order.release(Inner.get(GENERATION, self));
  }

  @OnExit(method = "dowait(ZJ)I", onThrow = true)
  public static void passed(
      @This Object self, @Entered Object generation, @Thrown Throwable failure) {
    Waits.end();
    if (failure == null) {
      Order.pass(generation);
    } else {
      Weak.acquire(self);
    }
  }

  @OnEnter(method = "reset()V")
  public static void resetting(@This Object self) {
    Weak.release(self);
  }

  @OnExit(method = {"getNumberWaiting()I", "isBroken()Z"})
  public static void looked(@This Object self) {
    Weak.acquire(self);
  }
}
