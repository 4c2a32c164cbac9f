package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Further ways to detect that a thread has terminated (JLS 17.4.4). */
@Model(
    type = "java.lang.Thread",
    detectors = {"race", "deadlock"})
public final class ThreadEndModel {

  private ThreadEndModel() {}

  @OnExit(method = "getState()Ljava/lang/Thread$State;")
  public static void asked(@This Object self, @Returned Thread.State state) {
    if (state == Thread.State.TERMINATED) {
      Threads.joined((Thread) self);
    }
  }

  /**
   * After any call of that name and shape; on JDK 17 the method has no body that could be hooked,
   * and a call may name any subclass.
   */
  public static void asked(Object receiver, boolean alive) {
    if (!alive && receiver instanceof Thread) {
      Threads.joined((Thread) receiver);
    }
  }
}
