package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.Sync;
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

/**
 * A release is before every later successful acquisition. To detectors of lock order a permit is a
 * lock, unless the semaphore began without permits or other threads than the takers give back.
 */
@Model(
    type = "java.util.concurrent.Semaphore",
    detectors = {"race", "deadlock"})
public final class SemaphoreModel {

  /** A thread that holds more is not locking but counting. */
  private static final int MOST_HELD = 64;

  private SemaphoreModel() {}

  @OnEnter(method = {"acquire", "acquireUninterruptibly"})
  public static void asking(@This Object self) {
    Waits.begin(self, Waits.SEMAPHORE, false);
    if (LockEvents.sink != null && !Permits.isSignal(self)) {
      Locks.asking(self, Locks.SEMAPHORE, 0);
    }
  }

  @OnExit(
      method = {"acquire", "acquireUninterruptibly"},
      onThrow = true)
  public static void acquired(@This Object self, @Thrown Throwable failure) {
    if (failure == null) {
      got(self);
    } else {
      Locks.gaveUp(self, Locks.SEMAPHORE);
    }
    Waits.end();
  }

  @OnExit(method = "tryAcquire")
  public static void tried(@This Object self, @Returned boolean got) {
    if (got) {
      got(self);
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

  private static void got(Object self) {
    Sync.acquire(self);
    Permits.taken(self);
    if (LockEvents.sink != null) {
      ThreadState ts = Threads.current();
      if (ts.held.size() < MOST_HELD && !Permits.isSignal(self)) {
        Locks.acquired(self, Locks.SEMAPHORE, 0);
      }
    }
  }

  @OnEnter(method = "release()V")
  public static void releasing(@This Object self) {
    Sync.release(self);
    Permits.giving(self, 1);
    giveBack(self);
  }

  @OnEnter(method = "release(I)V")
  public static void releasing(@This Object self, @Arg(0) int permits) {
    if (permits > 0) {
      Sync.release(self);
      Permits.giving(self, permits);
      giveBack(self);
    }
  }

  private static void giveBack(Object self) {
    if (LockEvents.sink == null || Permits.isSignal(self)) {
      return;
    }
    if (Threads.current().held.holds(self, Locks.SEMAPHORE)) {
      Locks.releasing(self, Locks.SEMAPHORE, 0);
    } else {
      Permits.signal(self);
      Locks.releasing(self, Locks.SEMAPHORE, 0); // tells that it was not held
    }
  }
}
