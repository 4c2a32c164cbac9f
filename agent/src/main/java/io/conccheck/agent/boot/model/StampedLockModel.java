package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Optimistic;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;
import java.lang.invoke.VarHandle;

/**
 * {@code StampedLock}, its views included, which call it. A stamp's low eight bits tell how the
 * lock is held: bit 7 alone for writing, any other but none for reading.
 */
@Model(
    type = "java.util.concurrent.locks.StampedLock",
    detectors = {"race", "deadlock"})
public final class StampedLockModel {

  private static final long MODE_BITS = 255;
  private static final long WRITING = 128;

  private static final VarHandle STATE =
      Inner.field("java.util.concurrent.locks.StampedLock", "state", "long");

  private StampedLockModel() {}

  /** Questions after it would be the program's. */
  private static long state(Object self) {
    return (long) STATE.getVolatile(self);
  }

  /** The mode of {@link Locks} that a stamp stands for, -1 if it holds nothing. */
  private static int mode(long stamp) {
    long bits = stamp & MODE_BITS;
    return bits == WRITING ? Locks.WRITE : bits != 0 ? Locks.READ : -1;
  }

  private static boolean isValid(Object self, long stamp) {
    return (stamp & -WRITING) == (state(self) & -WRITING);
  }

  @OnEnter(method = {"writeLock()J", "writeLockInterruptibly()J"})
  public static void askingToWrite(@This Object self) {
    Locks.askingOnce(self, Locks.WRITE, 0);
  }

  @OnEnter(method = {"readLock()J", "readLockInterruptibly()J"})
  public static void askingToRead(@This Object self) {
    Locks.asking(self, Locks.READ, 0);
  }

  @OnExit(
      method = {"writeLock()J", "writeLockInterruptibly()J"},
      onThrow = true)
  public static void gotToWrite(@This Object self, @Thrown Throwable failure) {
    got(self, Locks.WRITE, failure);
  }

  @OnExit(
      method = {"readLock()J", "readLockInterruptibly()J"},
      onThrow = true)
  public static void gotToRead(@This Object self, @Thrown Throwable failure) {
    got(self, Locks.READ, failure);
  }

  /** What is read from now on is read under the lock. */
  private static void acquired(Object self, int mode) {
    Optimistic.leave(self);
    ThreadState ts = Threads.current();
    boolean again = false;
    if (ts.held.size() > 0 && !ts.busy) {
      ts.held.drop(self, Locks.WRITE); // if still there, another thread has unlocked by the stamp
      again = mode == Locks.READ && ts.held.holds(self, Locks.READ);
    }
    Locks.acquired(self, mode, 0);
    if (again) {
      Locks.acquiredAnew(self);
    }
  }

  private static void releasing(Object self, int mode) {
    if (mode == Locks.READ && Threads.current().held.depth(self, mode) > 1) {
      Locks.releasingOne(self);
    }
    Locks.releasing(self, mode, 0);
  }

  private static void got(Object self, int mode, Throwable failure) {
    if (failure == null) {
      acquired(self, mode);
    } else {
      Locks.gaveUp(self, mode);
    }
  }

  @OnEnter(
      method = {
        "tryWriteLock()J",
        "tryWriteLock(JLjava/util/concurrent/TimeUnit;)J",
        "tryReadLock()J",
        "tryReadLock(JLjava/util/concurrent/TimeUnit;)J"
      })
  public static void trying(@This Object self) {
    Locks.trying(self);
  }

  @OnExit(
      method = {
        "tryWriteLock()J",
        "tryWriteLock(JLjava/util/concurrent/TimeUnit;)J",
        "tryReadLock()J",
        "tryReadLock(JLjava/util/concurrent/TimeUnit;)J"
      })
  public static void tried(@This Object self, @Returned long stamp) {
    int mode = mode(stamp);
    if (mode >= 0) {
      acquired(self, mode);
    }
  }

  @OnEnter(method = "unlockWrite(J)V")
  public static void unlockingWrite(@This Object self, @Arg(0) long stamp) {
    unlocking(self, stamp, Locks.WRITE);
  }

  @OnEnter(method = "unlockRead(J)V")
  public static void unlockingRead(@This Object self, @Arg(0) long stamp) {
    unlocking(self, stamp, Locks.READ);
  }

  /** A stamp of the other mode lets nothing go: the lock throws it back. */
  private static void unlocking(Object self, long stamp, int mode) {
    if (mode(stamp) == mode) {
      releasing(self, mode);
    } else {
      Locks.refusing(self, mode);
    }
  }

  @OnEnter(method = "unstampedUnlockWrite()V")
  public static void unlockingWrite(@This Object self) {
    Locks.releasing(self, Locks.WRITE, 0);
  }

  @OnEnter(method = "unstampedUnlockRead()V")
  public static void unlockingRead(@This Object self) {
    releasing(self, Locks.READ);
  }

  @OnEnter(method = "tryUnlockWrite()Z")
  public static void tryingUnlockWrite(@This Object self) {
    tryingUnlock(self, Locks.WRITE, (state(self) & WRITING) != 0);
  }

  @OnEnter(method = "tryUnlockRead()Z")
  public static void tryingUnlockRead(@This Object self) {
    tryingUnlock(self, Locks.READ, (state(self) & WRITING - 1) != 0);
  }

  /** What is locked may have been locked by another thread. */
  private static void tryingUnlock(Object self, int mode, boolean locked) {
    if (locked) {
      releasing(self, mode);
    }
  }

  /** What is given up must be told while it is still held; an invalid stamp holds nothing. */
  @OnEnter(method = {"tryConvertToReadLock(J)J", "tryConvertToOptimisticRead(J)J"})
  public static void lowering(@This Object self, @Arg(0) long stamp) {
    if (mode(stamp) == Locks.WRITE) {
      tryingUnlock(self, Locks.WRITE, isValid(self, stamp));
    }
  }

  @OnEnter(method = "tryConvertToOptimisticRead(J)J")
  public static void loweringRead(@This Object self, @Arg(0) long stamp) {
    if (mode(stamp) == Locks.READ) {
      tryingUnlock(self, Locks.READ, isValid(self, stamp));
    }
  }

  @OnExit(method = "tryConvertToReadLock(J)J")
  public static void loweredToRead(@This Object self, @Arg(0) long from, @Returned long to) {
    if (mode(from) < 0) {
      Optimistic.end(self, to != 0);
    }
    if (to != 0 && mode(from) != Locks.READ) {
      acquired(self, Locks.READ);
    }
  }

  @OnExit(method = "tryConvertToOptimisticRead(J)J")
  public static void lowered(@This Object self, @Arg(0) long from, @Returned long to) {
    if (mode(from) < 0) {
      Optimistic.end(self, to != 0);
    } else if (to != 0) {
      Optimistic.begin(self);
    }
  }

  @OnExit(method = "tryConvertToWriteLock(J)J")
  public static void raised(@This Object self, @Arg(0) long from, @Returned long to) {
    if (mode(from) < 0) {
      Optimistic.end(self, to != 0);
    }
    if (to == 0 || mode(from) == Locks.WRITE) {
      return;
    }
    if (mode(from) == Locks.READ) {
      releasing(self, Locks.READ);
    }
    acquired(self, Locks.WRITE);
  }

  /** A stamp of 0 is one, too: it never becomes valid, and what is read under it is void. */
  @OnExit(method = "tryOptimisticRead()J")
  public static void optimistic(@This Object self) {
    Optimistic.begin(self);
  }

  @OnExit(method = "validate(J)Z")
  public static void validated(@This Object self, @Arg(0) long stamp, @Returned boolean valid) {
    if (mode(stamp) < 0) {
      Optimistic.end(self, valid);
    }
  }
}
