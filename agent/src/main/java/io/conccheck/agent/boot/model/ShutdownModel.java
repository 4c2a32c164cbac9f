package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.ExitEvents;
import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/**
 * The JVM's end as the program asks for it. Signals come by {@code exit} as well; the return of
 * {@code main} does not.
 */
@Model(type = "java.lang.Shutdown")
public final class ShutdownModel {

  private ShutdownModel() {}

  @OnEnter(method = "exit(I)V")
  public static void exit(@Arg(0) int status) {
    ExitEvents sink = ExitEvents.sink;
    if (sink != null) {
      try {
        sink.exiting(status);
      } catch (Throwable t) {
        Failures.count(t);
      }
    }
  }

  @OnEnter(method = "halt(I)V")
  public static void halt(@Arg(0) int status) {
    ExitEvents sink = ExitEvents.sink;
    if (sink != null) {
      try {
        sink.halting(status);
      } catch (Throwable t) {
        Failures.count(t);
      }
    }
  }
}
