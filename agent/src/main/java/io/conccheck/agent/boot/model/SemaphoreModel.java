package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.ResourceEvents;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.Weak;
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

  @OnEnter(method = {"acquire()V", "acquireUninterruptibly()V"})
  public static void asking(@This Object self) {
    ask(self, 1);
  }

  @OnEnter(method = {"acquire(I)V", "acquireUninterruptibly(I)V"})
  public static void asking(@This Object self, @Arg(0) int permits) {
    ask(self, permits);
  }

  private static void ask(Object self, int permits) {
    Weak.leave(self, Weak.OTHERS);
    Waits.begin(self, Waits.SEMAPHORE, false);
    if (isLock(self, permits)) {
      if (Threads.current().held.size() > 0) {
        Locks.asking(self, Locks.SEMAPHORE, 0);
      }
      return;
    }
    if (LockEvents.sink != null && permits > 0 && !Permits.isSignal(self)) {
      ResourceEvents.ask(self, permits);
      Locks.asking(self, Permits.mode(self, permits), 0);
    }
  }

  private static boolean isLock(Object self, int permits) {
    return permits == 1 && !Sync.enabled && LockEvents.sink != null && Permits.isLock(self);
  }

  @OnExit(
      method = {"acquire()V", "acquireUninterruptibly()V"},
      onThrow = true)
  public static void acquired(@This Object self, @Thrown Throwable failure) {
    over(self, 1, failure);
  }

  @OnExit(
      method = {"acquire(I)V", "acquireUninterruptibly(I)V"},
      onThrow = true)
  public static void acquired(@This Object self, @Arg(0) int permits, @Thrown Throwable failure) {
    over(self, permits, failure);
  }

  private static void over(Object self, int permits, Throwable failure) {
    if (failure == null) {
      got(self, permits);
    } else {
      Locks.gaveUp(self, Permits.mode(self, permits));
    }
    Waits.end();
  }

  @OnEnter(method = "tryAcquire(JLjava/util/concurrent/TimeUnit;)Z")
  public static void trying(@This Object self) {
    ResourceEvents.ask(self, 1);
  }

  @OnEnter(method = "tryAcquire(IJLjava/util/concurrent/TimeUnit;)Z")
  public static void trying(@This Object self, @Arg(0) int permits) {
    ResourceEvents.ask(self, permits);
  }

  @OnExit(method = {"tryAcquire()Z", "tryAcquire(JLjava/util/concurrent/TimeUnit;)Z"})
  public static void tried(@This Object self, @Returned boolean got) {
    if (got) {
      got(self, 1);
    }
  }

  @OnExit(method = {"tryAcquire(I)Z", "tryAcquire(IJLjava/util/concurrent/TimeUnit;)Z"})
  public static void tried(@This Object self, @Arg(0) int permits, @Returned boolean got) {
    if (got) {
      got(self, permits);
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

  private static void got(Object self, int permits) {
    if (isLock(self, permits) && Threads.current().held.size() < MOST_HELD) {
      Locks.acquired(self, Locks.SEMAPHORE, 0);
      return;
    }
    Sync.acquire(self);
    Permits.taken(self);
    if (LockEvents.sink != null && permits > 0 && !Permits.isSignal(self)) {
      hold(self, permits);
      ResourceEvents.take(self, permits);
    }
  }

  private static void hold(Object self, int permits) {
    int mode = Permits.mode(self, permits);
    if (Threads.current().held.size() < MOST_HELD) {
      Locks.acquired(self, mode, 0);
      if (mode == Locks.PERMIT) {
        Permits.more(self, permits - 1);
      }
    }
  }

  @OnEnter(method = "release()V")
  public static void releasing(@This Object self) {
    if (!Sync.enabled
        && !ResourceEvents.several
        && Threads.current().held.holds(self, Locks.SEMAPHORE)) { // so it is a lock
      Locks.releasing(self, Locks.SEMAPHORE, 0);
      return;
    }
    Sync.release(self);
    Permits.giving(self, 1);
    giveBack(self, 1);
  }

  @OnEnter(method = "release(I)V")
  public static void releasing(@This Object self, @Arg(0) int permits) {
    if (permits > 0) {
      Sync.release(self);
      Permits.giving(self, permits);
      giveBack(self, permits);
    }
  }

  private static void giveBack(Object self, int permits) {
    if (LockEvents.sink == null || Permits.isSignal(self)) {
      return;
    }
    ResourceEvents.give(self, permits);
    HeldLocks held = Threads.current().held;
    int left = permits;
    if (held.holds(self, Locks.SEMAPHORE)) {
      Locks.releasing(self, Locks.SEMAPHORE, 0);
      left = 0;
      if (permits < Permits.begun(self)) {
        hold(self, Permits.begun(self) - permits); // it had all of them
      }
    }
    if (left > 0 && Permits.less(self, left) > 0) {
      Permits.signal(self);
      Locks.releasing(self, Locks.SEMAPHORE, 0); // tells that it was not held
    }
  }
}
