package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;

/** What tells a thread by an exception that it was interrupted; made on that thread. */
@Model(
    type = {
      "java.lang.InterruptedException",
      "java.nio.channels.ClosedByInterruptException",
      "java.nio.channels.FileLockInterruptionException"
    },
    detectors = "race")
public final class InterruptedModel {

  private InterruptedModel() {}

  @OnExit(method = "<init>")
  public static void made() {
    InterruptModel.determined(Thread.currentThread());
  }
}
