package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Piped streams: what is written is before its reading, which no javadoc promises. */
@Model(
    type = {"java.io.PipedInputStream", "java.io.PipedReader"},
    detectors = "race")
public final class PipedOrderModel {

  private PipedOrderModel() {}

  @OnEnter(method = {"receive", "receivedLast"})
  public static void receiving(@This Object self) {
    Weak.release(self);
  }

  @OnExit(method = {"read", "available", "ready"})
  public static void read(@This Object self) {
    Weak.acquire(self);
  }
}
