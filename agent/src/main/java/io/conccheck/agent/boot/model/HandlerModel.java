package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Monitors;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * Handlers of {@code java.util.logging}: formatters and streams are called below their monitor.
 * That is no promise to who logs: it orders no accesses.
 */
@Model(
    type = {
      "java.util.logging.StreamHandler",
      "java.util.logging.ConsoleHandler",
      "java.util.logging.FileHandler",
      "java.util.logging.SocketHandler",
      "java.util.logging.MemoryHandler"
    },
    detectors = "deadlock")
public final class HandlerModel {

  private HandlerModel() {}

  @OnEnter(method = "<synchronized>")
  public static void entered(@This Object self) {
    if (LockEvents.sink != null && self != null) {
      Locks.asking(self, Locks.MONITOR, 0);
      Locks.acquiredUnordered(self);
    }
  }

  @OnExit(method = "<synchronized>", onThrow = true)
  public static void leaving(@This Object self) {
    if (LockEvents.sink != null && self != null) {
      Monitors.exiting(self, Threads.current());
    }
  }
}
