package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Tags of fork/join tasks: set atomically, yet their javadoc promises no order. */
@Model(type = "java.util.concurrent.ForkJoinTask", detectors = "race")
public final class ForkTagModel {

  private ForkTagModel() {}

  @OnEnter(method = {"setForkJoinTaskTag", "compareAndSetForkJoinTaskTag"})
  public static void setting(@This Object self) {
    Weak.release(self);
  }

  @OnExit(method = {"getForkJoinTaskTag", "setForkJoinTaskTag", "compareAndSetForkJoinTaskTag"})
  public static void looked(@This Object self) {
    Weak.acquire(self);
  }
}
