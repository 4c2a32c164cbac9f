package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.io.PrintStream;
import java.lang.invoke.VarHandle;

/**
 * What prints holds a monitor while it calls {@code toString} of what it formats, and the stream or
 * writer behind it: its own, or that of the object which a writer names as its lock.
 */
@Model(
    type = {"java.io.PrintStream", "java.io.PrintWriter"},
    detectors = "deadlock")
public final class PrintingModel {

  /** Those that hold the monitor. */
  private static final String HOLDING =
      "format(Ljava/lang/String;[Ljava/lang/Object;)Ljava/io/PrintStream;|"
          + "format(Ljava/util/Locale;Ljava/lang/String;[Ljava/lang/Object;)Ljava/io/PrintStream;|"
          + "format(Ljava/lang/String;[Ljava/lang/Object;)Ljava/io/PrintWriter;|"
          + "format(Ljava/util/Locale;Ljava/lang/String;[Ljava/lang/Object;)Ljava/io/PrintWriter;|"
          + "write(Ljava/lang/String;)V|"
          + "writeln(Ljava/lang/String;)V|"
          + "write([C)V|"
          + "writeln([C)V|"
          + "write(I)V|"
          + "write([BII)V|"
          + "write([CII)V|"
          + "write(Ljava/lang/String;II)V|"
          + "newLine()V|"
          + "flush()V";

  private PrintingModel() {}

  @OnEnter(method = HOLDING)
  public static SynchronizedViewModel.Mark entering(@This Object self) {
    Object lock = LockEvents.sink == null || self == null ? null : lock(self);
    if (lock == null) {
      return null; // a constructor of a writer's subclass may print before there is one
    }
    int before = Threads.current().held.depth(lock, Locks.MONITOR);
    Locks.asking(lock, Locks.MONITOR, 0);
    return new SynchronizedViewModel.Mark(lock, before);
  }

  /** The first that is done once the monitor is held. */
  @BeforeCall(method = HOLDING, call = "ensureOpen()V")
  public static void open(Object self, Object same) {
    Object lock = LockEvents.sink == null || self == null ? null : lock(self);
    if (lock != null && Thread.holdsLock(lock)) {
      Locks.acquiredUnordered(lock);
    }
  }

  @OnExit(method = HOLDING, onThrow = true)
  public static void leaving(@Entered SynchronizedViewModel.Mark mark) {
    if (mark != null) {
      mark.leave();
    }
  }

  private static Object lock(Object self) {
    return self instanceof PrintStream ? self : Writers.lock(self);
  }

  /** Looked up when the first writer prints: what starts with a line on a stream needs it not. */
  private static final class Writers {
    private static final VarHandle LOCK = Inner.field("java.io.Writer", "lock", "java.lang.Object");

    static Object lock(Object writer) {
      return LOCK == null ? null : Inner.get(LOCK, writer);
    }
  }
}
