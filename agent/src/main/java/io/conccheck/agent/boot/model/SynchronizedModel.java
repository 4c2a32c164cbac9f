package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
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

  @OnEnter(method = "<synchronized>")
  public static void entered(@This Object self) {
    Locks.passing(self);
  }

  @OnExit(method = "<synchronized>", onThrow = true)
  public static void leaving(@This Object self) {
    Locks.passing(self);
  }
}
