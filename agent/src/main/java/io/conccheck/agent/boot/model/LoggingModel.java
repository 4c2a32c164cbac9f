package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;

/**
 * Handlers of {@code java.util.logging} that call formatters and other handlers, which may be the
 * program's own, while they keep other threads out. That they do is no promise, and later JDKs do
 * less of it.
 */
@Model(
    type = {"java.util.logging.StreamHandler", "java.util.logging.MemoryHandler"},
    detectors = "race")
public final class LoggingModel {

  /** Set once one of the program's own was called. */
  private static volatile boolean any;

  private LoggingModel() {}

  @BeforeCall(method = "*", call = "java/util/logging/*")
  public static void calling(Object self, Object below) {
    if (self != null
        && below != null
        && below != self
        && below.getClass().getClassLoader() != null
        && Thread.holdsLock(self)) {
      any = true;
      Weak.acquire(self);
    }
  }

  /** Whoever calls next under the same lock comes later. */
  @AfterCall(method = "*", call = "java/util/logging/*")
  public static void called(Object self) {
    if (any && self != null && Thread.holdsLock(self)) {
      Weak.release(self);
    }
  }
}
