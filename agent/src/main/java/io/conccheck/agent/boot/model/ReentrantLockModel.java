package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;

/** {@code ReentrantLock}: an unlock is before every later successful lock. */
@Model(
    type = "java.util.concurrent.locks.ReentrantLock",
    detectors = {"race", "deadlock"})
public final class ReentrantLockModel {

  private ReentrantLockModel() {}

  @OnEnter(method = {"lock()V", "lockInterruptibly()V"})
  public static void asking(@This Object self) {
    Locks.asking(self, Locks.LOCK, 0);
  }

  @OnExit(
      method = {"lock()V", "lockInterruptibly()V"},
      onThrow = true)
  public static void locked(@This Object self, @Thrown Throwable failure) {
    if (failure == null) {
      Locks.acquired(self, Locks.LOCK, 0);
    } else {
      Locks.gaveUp(self, Locks.LOCK);
    }
  }

  @OnEnter(method = {"tryLock()Z", "tryLock(JLjava/util/concurrent/TimeUnit;)Z"})
  public static void trying(@This Object self) {
    Locks.trying(self);
  }

  @OnExit(method = {"tryLock()Z", "tryLock(JLjava/util/concurrent/TimeUnit;)Z"})
  public static void tried(@This Object self, @Returned boolean got) {
    if (got) {
      Locks.tried(self, Locks.LOCK);
    } else {
      Locks.refused(self);
    }
  }

  @OnEnter(method = "unlock()V")
  public static void unlocking(@This Object self) {
    Locks.releasing(self, Locks.LOCK, 0);
  }

  @OnExit(method = "newCondition()Ljava/util/concurrent/locks/Condition;")
  public static void condition(@This Object self, @Returned Object condition) {
    ConditionModel.belongs(condition, self);
  }
}
