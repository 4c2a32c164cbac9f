package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.OwnLocks;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;

/**
 * The program's own subclasses of {@code AbstractQueuedSynchronizer}: a release is before later
 * acquisitions; the state itself is the affair of {@link OwnStateModel}. What is acquired
 * exclusively is a lock to detectors, and what such a class gives out to several threads is that
 * lock held for reading. What only shares is held like a semaphore if it says that it lets in one
 * at a time. The JDK's own subclasses stand behind classes that have models themselves.
 */
@Model(
    type = {
      "java.util.concurrent.locks.AbstractQueuedSynchronizer",
      "java.util.concurrent.locks.AbstractQueuedLongSynchronizer"
    },
    detectors = {"race", "deadlock"})
public final class OwnSynchronizerModel {

  private static final Module JDK = Object.class.getModule();

  private OwnSynchronizerModel() {}

  static boolean own(Object self) {
    return self.getClass().getModule() != JDK;
  }

  @OnEnter(method = {"releaseShared(I)Z", "releaseShared(J)Z"})
  public static void releasingShared(@This Object self) {
    if (own(self)) {
      Sync.release(self);
      if (LockEvents.sink == null) {
        return;
      }
      if (!OwnLocks.areExclusive(self.getClass())) {
        OwnLocks.sharing(self);
      } else if (Threads.current().held.holds(self, Locks.READ)) {
        Locks.releasing(self, Locks.READ, 0);
      }
    }
  }

  @OnEnter(
      method = {
        "acquireShared(I)V",
        "acquireShared(J)V",
        "acquireSharedInterruptibly(I)V",
        "acquireSharedInterruptibly(J)V"
      })
  public static void askingShared(@This Object self) {
    if (isReadWrite(self)) {
      Locks.asking(self, Locks.READ, 0);
    } else if (isShared(self) && OwnLocks.isMutex(self)) {
      Locks.asking(self, Locks.SEMAPHORE, 0);
    }
  }

  @OnExit(
      method = {
        "acquireShared(I)V",
        "acquireShared(J)V",
        "acquireSharedInterruptibly(I)V",
        "acquireSharedInterruptibly(J)V"
      },
      onThrow = true)
  public static void gotShared(@This Object self, @Thrown Throwable failure) {
    if (failure == null) {
      letIn(self);
    } else if (isReadWrite(self)) {
      Locks.gaveUp(self, Locks.READ);
    } else if (isShared(self)) {
      Locks.gaveUp(self, Locks.SEMAPHORE);
    }
  }

  private static void letIn(Object self) {
    OwnStateModel.read(self);
    if (isReadWrite(self)) {
      Locks.acquired(self, Locks.READ, 0);
    } else if (isShared(self)) {
      OwnLocks.shared(self);
    }
  }

  /** What the synchronizer itself says of who else could be let in. */
  @AfterCall(
      method = {
        "acquireShared(I)V",
        "acquireSharedInterruptibly(I)V",
        "tryAcquireSharedNanos(IJ)Z",
        "acquire"
      },
      call = "tryAcquireShared(I)I")
  public static void answered(Object self, int more) {
    if (isShared(self)) {
      OwnLocks.answered(more);
    }
  }

  @OnExit(method = {"tryAcquireSharedNanos(IJ)Z", "tryAcquireSharedNanos(JJ)Z"})
  public static void triedShared(@This Object self, @Returned boolean got) {
    if (got) {
      letIn(self);
    }
  }

  /** Such a class may be a latch, or give out as much as it likes. */
  private static boolean isShared(Object self) {
    return LockEvents.sink != null && own(self) && !OwnLocks.areExclusive(self.getClass());
  }

  /** A class that gives out both ways is a lock. */
  private static boolean isReadWrite(Object self) {
    return LockEvents.sink != null && own(self) && OwnLocks.areExclusive(self.getClass());
  }

  @OnEnter(
      method = {
        "acquire(I)V",
        "acquire(J)V",
        "acquireInterruptibly(I)V",
        "acquireInterruptibly(J)V"
      })
  public static void asking(@This Object self) {
    if (own(self)) {
      Locks.askingOnce(self, Locks.LOCK, 0); // it may let its holder in again, or not
    }
  }

  @OnExit(
      method = {
        "acquire(I)V",
        "acquire(J)V",
        "acquireInterruptibly(I)V",
        "acquireInterruptibly(J)V"
      },
      onThrow = true)
  public static void acquired(@This Object self, @Thrown Throwable failure) {
    if (!own(self)) {
      return;
    }
    if (failure == null) {
      Locks.acquired(self, Locks.LOCK, 0);
    } else {
      Locks.gaveUp(self, Locks.LOCK);
    }
  }

  @OnExit(method = {"tryAcquireNanos(IJ)Z", "tryAcquireNanos(JJ)Z"})
  public static void tried(@This Object self, @Returned boolean got) {
    if (got && own(self)) {
      Locks.acquired(self, Locks.LOCK, 0);
    }
  }

  @OnEnter(method = {"release(I)Z", "release(J)Z"})
  public static void releasing(@This Object self) {
    if (own(self)) {
      Locks.releasing(self, Locks.LOCK, 0);
    }
  }
}
