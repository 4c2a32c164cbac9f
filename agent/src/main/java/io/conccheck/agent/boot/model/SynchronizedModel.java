package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Monitors;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Classes of the JDK whose methods are synchronized: the monitor is their promise. */
@Model(
    type = {"java.util.Vector", "java.util.Stack", "java.util.Hashtable", "java.lang.StringBuffer"},
    detectors = {"race", "deadlock"})
public final class SynchronizedModel {

  private SynchronizedModel() {}

  /** The JVM has taken the monitor; what the method calls back runs below it. */
  @OnEnter(method = "<synchronized>")
  public static void entered(@This Object self) {
    if (LockEvents.sink == null) {
      Locks.passing(self);
    } else if (self != null) {
      Monitors.enteredMethod(self, Threads.current(), 0);
    }
  }

  @OnExit(method = "<synchronized>", onThrow = true)
  public static void leaving(@This Object self) {
    if (LockEvents.sink == null) {
      Locks.passing(self);
    } else if (self != null) {
      Monitors.exiting(self, Threads.current());
    }
  }
}
