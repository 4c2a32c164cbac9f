package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/**
 * An interrupt is before any point where any thread determines that the other has been interrupted,
 * by an exception ({@link InterruptedModel}) or by asking (JLS 17.4.4).
 */
@Model(
    type = {"java.lang.Thread", "java.lang.VirtualThread"},
    detectors = "race")
public final class InterruptModel {

  private static final int SALT = 0x1a7e;

  private InterruptModel() {}

  /** The thread has found out that it was interrupted. */
  static void determined(Object thread) {
    Elements.met(SALT, thread);
  }

  @OnEnter(method = "interrupt()V")
  public static void interrupting(@This Object self) {
    Elements.put(SALT, self);
  }

  @OnExit(method = "isInterrupted()Z")
  public static void asked(@This Object self, @Returned boolean yes) {
    if (yes) {
      determined(self);
    }
  }

  @OnExit(method = "interrupted()Z")
  public static void asked(@Returned boolean yes) {
    if (yes) {
      determined(Thread.currentThread());
    }
  }
}
