package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Waits at a pipe between threads, which looks again every second and yet never ends by itself. */
@Model(
    type = {"java.io.PipedInputStream", "java.io.PipedReader"},
    detectors = "deadlock")
public final class PipedModel {

  private PipedModel() {}

  @OnEnter(method = {"awaitSpace()V", "read()I", "receive(I)V"})
  public static void waiting(@This Object self) {
    Waits.begin(self, Waits.OTHER, false);
  }

  @OnExit(
      method = {"awaitSpace()V", "read()I", "receive(I)V"},
      onThrow = true)
  public static void waited() {
    Waits.end();
  }
}
