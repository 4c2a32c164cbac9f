package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/** Conditions: await lets the lock go and takes it back; signal adds no order of its own. */
@Model(
    type = {
      "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject",
      "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject"
    },
    detectors = {"race", "deadlock"})
public final class ConditionModel {

  private static final String LOCKS = "java.util.concurrent.locks.";
  private static final VarHandle OUTER = outer("AbstractQueuedSynchronizer");
  private static final VarHandle OUTER_LONG = outer("AbstractQueuedLongSynchronizer");

  /** Condition to a weak reference to its lock, for a lock may hold its conditions. */
  private static final WeakIdentityMap LOCK_OF = new WeakIdentityMap();

  private ConditionModel() {}

  private static VarHandle outer(String name) {
    return Inner.field(LOCKS + name + "$ConditionObject", "this$0", LOCKS + name);
  }

  static void belongs(Object condition, Object lock) {
    ThreadState ts = Threads.current();
    if (condition != null && !ts.busy) {
      LOCK_OF.put(condition, new WeakReference<Object>(lock));
    }
  }

  /** The object by which the models of locks go: the lock, or else the synchroniser behind it. */
  private static Object lock(Object condition) {
    Object lock = LOCK_OF.get(condition);
    if (lock != null) {
      return ((WeakReference<?>) lock).get();
    }
    boolean isLong = condition.getClass().getName().contains("Long");
    return Inner.get(isLong ? OUTER_LONG : OUTER, condition);
  }

  private static int mode(ThreadState ts, Object lock) {
    return ts.held.holds(lock, Locks.WRITE) ? Locks.WRITE : Locks.LOCK;
  }

  @OnEnter(method = {"await()V", "awaitUninterruptibly()V"})
  public static Retake waiting(@This Object self) {
    return begin(self, false);
  }

  @OnEnter(
      method = {
        "awaitNanos(J)J",
        "awaitUntil(Ljava/util/Date;)Z",
        "await(JLjava/util/concurrent/TimeUnit;)Z"
      })
  public static Retake waitingAWhile(@This Object self) {
    return begin(self, true);
  }

  private static Retake begin(Object condition, boolean timed) {
    ThreadState ts = Threads.current();
    Object lock = ts.busy || ts.held.size() == 0 ? null : lock(condition);
    if (lock == null) {
      return null;
    }
    int mode = mode(ts, lock);
    if (!ts.held.holds(lock, mode)) {
      return null; // nobody's lock, or one of the JDK's own
    }
    Retake r = new Retake(lock, mode, Locks.suspend(lock, mode));
    Waits.begin(condition, Waits.CONDITION, timed);
    return r;
  }

  @OnExit(
      method = {
        "await()V",
        "awaitUninterruptibly()V",
        "awaitNanos(J)J",
        "awaitUntil(Ljava/util/Date;)Z",
        "await(JLjava/util/concurrent/TimeUnit;)Z"
      },
      onThrow = true)
  public static void waited(@Entered Retake r) {
    if (r != null) {
      Waits.end();
      Locks.resume(r.lock, r.mode, r.depth, 0);
    }
  }

  /** What a waiting thread will take back. */
  public static final class Retake {
    final Object lock;
    final int mode;
    final int depth;

    Retake(Object lock, int mode, int depth) {
      this.lock = lock;
      this.mode = mode;
      this.depth = depth;
    }
  }
}
