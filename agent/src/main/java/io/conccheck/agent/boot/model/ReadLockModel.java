package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;
import java.lang.invoke.VarHandle;

/**
 * The readers of a {@code ReentrantReadWriteLock}, unordered among themselves. Both halves go by
 * the synchroniser that they share, as the pair itself may be dead while one half lives.
 */
@Model(
    type = "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
    detectors = {"race", "deadlock"})
public final class ReadLockModel {

  private static final VarHandle SYNC =
      Inner.field(
          "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
          "sync",
          "java.util.concurrent.locks.ReentrantReadWriteLock$Sync");

  private ReadLockModel() {}

  @OnEnter(method = {"lock()V", "lockInterruptibly()V"})
  public static void asking(@This Object self) {
    Locks.asking(Inner.get(SYNC, self), Locks.READ, 0);
  }

  @OnExit(
      method = {"lock()V", "lockInterruptibly()V"},
      onThrow = true)
  public static void locked(@This Object self, @Thrown Throwable failure) {
    if (failure == null) {
      Locks.acquired(Inner.get(SYNC, self), Locks.READ, 0);
    } else {
      Locks.gaveUp(Inner.get(SYNC, self), Locks.READ);
    }
  }

  @OnEnter(method = {"tryLock()Z", "tryLock(JLjava/util/concurrent/TimeUnit;)Z"})
  public static void trying(@This Object self) {
    Locks.trying(Inner.get(SYNC, self));
  }

  @OnExit(method = {"tryLock()Z", "tryLock(JLjava/util/concurrent/TimeUnit;)Z"})
  public static void tried(@This Object self, @Returned boolean got) {
    if (got) {
      Locks.tried(Inner.get(SYNC, self), Locks.READ);
    } else {
      Locks.refused(Inner.get(SYNC, self));
    }
  }

  @OnEnter(method = "unlock()V")
  public static void unlocking(@This Object self) {
    Locks.releasing(Inner.get(SYNC, self), Locks.READ, 0);
  }
}
