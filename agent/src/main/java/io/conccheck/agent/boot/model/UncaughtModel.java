package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.ExitEvents;
import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/** Threads that end by an exception: the launcher turns that of {@code main} into exit code 1. */
@Model(type = "java.lang.Thread")
public final class UncaughtModel {

  private UncaughtModel() {}

  @OnEnter(method = "dispatchUncaughtException(Ljava/lang/Throwable;)V")
  public static void uncaught(@This Object self) {
    ExitEvents sink = ExitEvents.sink;
    if (sink != null) {
      try {
        sink.uncaught((Thread) self);
      } catch (Throwable t) {
        Failures.count(t);
      }
    }
  }
}
