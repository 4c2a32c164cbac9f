package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.PermitUse;
import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;

/** A release is before every later successful acquisition; the rest is {@link PermitUse}'s. */
@Model(
    type = "java.util.concurrent.Semaphore",
    detectors = {"race", "deadlock"})
public final class SemaphoreModel {

  private SemaphoreModel() {}

  @OnEnter(method = {"acquire()V", "acquireUninterruptibly()V"})
  public static void asking(@This Object self) {
    Weak.leave(self, Weak.OTHERS);
    PermitUse.asking(self, 1);
  }

  @OnEnter(method = {"acquire(I)V", "acquireUninterruptibly(I)V"})
  public static void asking(@This Object self, @Arg(0) int permits) {
    Weak.leave(self, Weak.OTHERS);
    PermitUse.asking(self, permits);
  }

  @OnExit(
      method = {"acquire()V", "acquireUninterruptibly()V"},
      onThrow = true)
  public static void acquired(@This Object self, @Thrown Throwable failure) {
    PermitUse.over(self, 1, failure == null);
  }

  @OnExit(
      method = {"acquire(I)V", "acquireUninterruptibly(I)V"},
      onThrow = true)
  public static void acquired(@This Object self, @Arg(0) int permits, @Thrown Throwable failure) {
    PermitUse.over(self, permits, failure == null);
  }

  @OnEnter(method = "tryAcquire(JLjava/util/concurrent/TimeUnit;)Z")
  public static void trying(@This Object self) {
    PermitUse.trying(self, 1);
  }

  @OnEnter(method = "tryAcquire(IJLjava/util/concurrent/TimeUnit;)Z")
  public static void trying(@This Object self, @Arg(0) int permits) {
    PermitUse.trying(self, permits);
  }

  @OnExit(method = {"tryAcquire()Z", "tryAcquire(JLjava/util/concurrent/TimeUnit;)Z"})
  public static void tried(@This Object self, @Returned boolean got) {
    if (got) {
      PermitUse.got(self, 1);
    }
  }

  @OnExit(method = {"tryAcquire(I)Z", "tryAcquire(IJLjava/util/concurrent/TimeUnit;)Z"})
  public static void tried(@This Object self, @Arg(0) int permits, @Returned boolean got) {
    if (got) {
      PermitUse.got(self, permits);
    }
  }

  @OnExit(method = "drainPermits()I")
  public static void drained(@This Object self, @Returned int permits) {
    if (permits > 0) {
      Sync.acquire(self);
    }
  }

  /** Who begins without permits waits for a sign from another thread. */
  @OnExit(method = {"<init>(I)V", "<init>(IZ)V"})
  public static void made(@This Object self, @Arg(0) int permits) {
    Permits.made(self, permits);
  }

  @OnEnter(method = "release()V")
  public static void releasing(@This Object self) {
    PermitUse.giving(self, 1);
  }

  @OnEnter(method = "release(I)V")
  public static void releasing(@This Object self, @Arg(0) int permits) {
    PermitUse.giving(self, permits);
  }
}
