package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** A child's end comes after it was told to end, or handed its input; nothing promises order. */
@Model(type = "java.lang.ProcessImpl", detectors = "race")
public final class ProcessEndModel {

  private ProcessEndModel() {}

  @OnEnter(method = {"destroy", "destroyForcibly", "getOutputStream"})
  public static void telling(@This Object self) {
    Weak.release(self);
  }

  @OnExit(method = {"waitFor", "exitValue", "onExit"})
  public static void ended(@This Object self) {
    Weak.acquire(self);
  }
}
