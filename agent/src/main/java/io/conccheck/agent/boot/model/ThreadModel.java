package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;

/** Start, end and join of platform threads (JLS 17.4.4, 17.4.5). */
@Model(type = "java.lang.Thread")
public final class ThreadModel {

  private ThreadModel() {}

  @OnEnter(method = {"start()V", "start(Ljdk/internal/vm/ThreadContainer;)V"})
  public static void starting(@This Object self) {
    Threads.starting((Thread) self);
  }

  @OnExit(
      method = {"start()V", "start(Ljdk/internal/vm/ThreadContainer;)V"},
      onThrow = true)
  public static void started(@This Object self, @Thrown Throwable failure) {
    if (failure != null) {
      Threads.notStarted((Thread) self);
    }
  }

  /** The JVM calls it on the ending thread, after uncaught exception handlers. */
  @OnExit(method = "exit()V")
  public static void ended() {
    Threads.ending();
  }

  @OnEnter(method = "join(J)V")
  public static void joining(@This Object self, @Arg(0) long millis) {
    Waits.begin(self, Waits.JOIN, millis != 0);
  }

  @OnExit(method = "join(J)V", onThrow = true)
  public static void joinOver() {
    Waits.end();
  }

  @OnExit(method = {"join(J)V", "join(Ljava/time/Duration;)Z"})
  public static void joined(@This Object self) {
    Thread t = (Thread) self;
    if (!t.isAlive()) {
      Threads.joined(t);
    }
  }
}
