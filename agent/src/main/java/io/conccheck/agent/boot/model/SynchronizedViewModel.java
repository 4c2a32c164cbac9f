package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Units;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.VarHandle;

/** {@code Collections.synchronizedX}: the monitor is held where the collection behind is called. */
@Model(
    type = {
      "java.util.Collections$SynchronizedCollection",
      "java.util.Collections$SynchronizedList",
      "java.util.Collections$SynchronizedRandomAccessList",
      "java.util.Collections$SynchronizedSet",
      "java.util.Collections$SynchronizedSortedSet",
      "java.util.Collections$SynchronizedNavigableSet",
      "java.util.Collections$SynchronizedMap",
      "java.util.Collections$SynchronizedSortedMap",
      "java.util.Collections$SynchronizedNavigableMap"
    },
    detectors = {"race", "deadlock"})
public final class SynchronizedViewModel {

  private SynchronizedViewModel() {}

  private static final VarHandle[] MUTEX = {
    Inner.field("java.util.Collections$SynchronizedCollection", "mutex", "java.lang.Object"),
    Inner.field("java.util.Collections$SynchronizedMap", "mutex", "java.lang.Object")
  };

  @DontInline
  private static Object mutex(Object self) {
    VarHandle[] known = MUTEX;
    if (known == null) {
      return null; // looking up the fields takes such a collection of the JDK's own
    }
    for (VarHandle mutex : known) {
      if (Inner.isInstance(mutex, self)) {
        return Inner.get(mutex, self);
      }
    }
    return null;
  }

  /** The method may be one that takes no lock: then the records are taken back at its end. */
  @OnEnter(method = "*")
  public static Mark entering(@This Object self) {
    Object mutex = LockEvents.sink == null || self == null ? null : mutex(self);
    if (mutex == null) {
      return null; // a constructor, where fields are not set yet, among others
    }
    ThreadState ts = Threads.current();
    int before = ts.held.depth(mutex, Locks.MONITOR);
    Locks.asking(mutex, Locks.MONITOR, 0);
    return new Mark(mutex, before);
  }

  @BeforeCall(method = "*", call = "*")
  public static void calling(Object self, Object behind) {
    Object mutex = self == null ? null : mutex(self);
    if (mutex == null || !Thread.holdsLock(mutex)) {
      return; // a method that takes no lock
    }
    if (LockEvents.sink == null) {
      Locks.passing(mutex);
    } else {
      Locks.acquired(mutex, Locks.MONITOR, 0);
    }
    Units.behind(behind, Threads.current());
  }

  /** Functions that the program handed in have run by then; the mutex is still held. */
  @AfterCall(method = "*", call = "*")
  public static void called(Object self) {
    Object mutex = self == null ? null : mutex(self);
    if (mutex == null || !Thread.holdsLock(mutex)) {
      return;
    }
    Units.behindDone(Threads.current());
    if (LockEvents.sink == null) {
      Locks.passing(mutex);
    } else {
      Locks.releasing(mutex, Locks.MONITOR, 0);
    }
  }

  @OnExit(method = "*", onThrow = true)
  public static void leaving(@Entered Mark mark) {
    if (mark != null) {
      mark.leave();
    }
  }

  /** How deep the thread held a mutex when the method began. */
  public static final class Mark {
    private final Object mutex;
    private final int before;

    Mark(Object mutex, int before) {
      this.mutex = mutex;
      this.before = before;
    }

    void leave() {
      ThreadState ts = Threads.current();
      int now = ts.held.depth(mutex, Locks.MONITOR);
      if (now == 0) {
        Locks.gaveUp(mutex, Locks.MONITOR);
      }
      for (int i = now; i > before; i--) {
        Locks.releasing(mutex, Locks.MONITOR, 0);
      }
    }
  }
}
