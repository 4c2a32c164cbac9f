package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/** Questions after who holds or waits for a lock, of which no javadoc promises order. */
@Model(
    type = {
      "java.util.concurrent.locks.ReentrantLock",
      "java.util.concurrent.locks.ReentrantReadWriteLock",
      "java.util.concurrent.locks.StampedLock"
    },
    detectors = "race")
public final class LockLookModel {

  private static final VarHandle SYNC =
      Inner.field(
          "java.util.concurrent.locks.ReentrantReadWriteLock",
          "sync",
          "java.util.concurrent.locks.ReentrantReadWriteLock$Sync");

  private LockLookModel() {}

  @OnExit(
      method = {
        "isLocked()Z",
        "isWriteLocked()Z",
        "isReadLocked()Z",
        "getReadLockCount()I",
        "hasQueuedThreads()Z",
        "hasQueuedThread(Ljava/lang/Thread;)Z",
        "getQueueLength()I"
      })
  public static void looked(@This Object self) {
    Weak.lookAtLock(Inner.isInstance(SYNC, self) ? Inner.get(SYNC, self) : self);
  }
}
