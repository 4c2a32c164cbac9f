package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;
import java.lang.invoke.VarHandle;
import java.util.concurrent.FutureTask;

/** {@code FutureTask} and its subclasses: the result is set before whoever gets it goes on. */
@Model(
    type = "java.util.concurrent.FutureTask",
    detectors = {"race", "deadlock", "atomicity"})
public final class FutureTaskModel {

  private static final VarHandle STATE =
      Inner.field("java.util.concurrent.FutureTask", "state", "int");

  private static final String CALL = "call()Ljava/lang/Object;";

  private FutureTaskModel() {}

  /** A subclass may answer otherwise, or do anything when it is asked. */
  private static boolean isDone(Object self) {
    return (int) STATE.getVolatile((FutureTask<?>) self) != 0;
  }

  @OnEnter(method = {"run()V", "runAndReset()Z"})
  public static void running(@This Object self) {
    Order.acquire(self);
  }

  @OnEnter(method = {"set(Ljava/lang/Object;)V", "setException(Ljava/lang/Throwable;)V"})
  public static void completing(@This Object self) {
    Order.release(self);
  }

  /** Of two threads that run one task again and again only its implementation orders the runs. */
  @BeforeCall(method = "runAndReset()Z", call = CALL)
  public static void calling(Object self, Object callable) {
    Weak.acquire(self);
  }

  /** The next run may begin before this method ends. */
  @AfterCall(method = "runAndReset()Z", call = CALL)
  public static void called(Object self) {
    Weak.release(self);
  }

  @OnExit(method = "runAndReset()Z")
  public static void ranOnce(@This Object self) {
    Order.release(self);
  }

  @OnEnter(method = "cancel(Z)Z")
  public static void cancelling(@This Object self) {
    if (!isDone(self)) {
      Order.release(self);
    }
  }

  @OnExit(method = {"isDone()Z", "isCancelled()Z"})
  public static void asked(@This Object self, @Returned boolean yes) {
    if (yes) {
      Order.acquire(self);
    }
  }

  @OnEnter(method = "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;")
  public static void waitingAWhile(@This Object self) {
    Waits.begin(self, Waits.FUTURE, true);
  }

  @OnExit(method = "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;", onThrow = true)
  public static void waitedAWhile() {
    Waits.end();
  }

  @OnEnter(method = "get()Ljava/lang/Object;")
  public static void waiting(@This Object self) {
    Waits.begin(self, Waits.FUTURE, false);
  }

  @OnExit(method = "get()Ljava/lang/Object;", onThrow = true)
  public static void got(@This Object self) {
    Waits.end();
    Order.acquire(self);
  }

  @OnExit(
      method = {
        "get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;",
        "resultNow()Ljava/lang/Object;",
        "exceptionNow()Ljava/lang/Throwable;",
        "state()Ljava/util/concurrent/Future$State;"
      },
      onThrow = true)
  public static void looked(@This Object self, @Thrown Throwable failure) {
    if (failure == null || isDone(self)) {
      Order.acquire(self);
    }
  }
}
