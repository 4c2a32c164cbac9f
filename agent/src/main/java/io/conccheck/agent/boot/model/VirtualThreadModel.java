package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;

/** Start and end of virtual threads, which go their own way past {@code Thread}'s. */
@Model(type = {"java.lang.VirtualThread", "java.lang.ThreadBuilders$BoundVirtualThread"})
public final class VirtualThreadModel {

  private VirtualThreadModel() {}

  @OnEnter(method = "start(Ljdk/internal/vm/ThreadContainer;)V")
  public static void starting(@This Object self) {
    Threads.starting((Thread) self);
  }

  @OnExit(method = "start(Ljdk/internal/vm/ThreadContainer;)V", onThrow = true)
  public static void started(@This Object self, @Thrown Throwable failure) {
    if (failure != null) {
      Threads.notStarted((Thread) self);
    }
  }

  /** Makes the thread known, so that the watchdog sees it at work. */
  @OnEnter(method = "run(Ljava/lang/Runnable;)V")
  public static void begun() {
    Threads.begun();
  }

  @OnExit(method = "run(Ljava/lang/Runnable;)V", onThrow = true)
  public static void ended() {
    Threads.ending();
  }
}
