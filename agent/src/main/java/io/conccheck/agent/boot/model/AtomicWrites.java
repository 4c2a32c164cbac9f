package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Window;
import io.conccheck.agent.boot.Windows;
import io.conccheck.agent.boot.Writes;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Writes of atomics that may lie between two operations of another thread. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicInteger",
      "java.util.concurrent.atomic.AtomicLong",
      "java.util.concurrent.atomic.AtomicBoolean",
      "java.util.concurrent.atomic.AtomicReference"
    },
    detectors = "atomicity")
public final class AtomicWrites {

  private AtomicWrites() {}

  @OnEnter(
      method = {
        AtomicMethods.SET,
        AtomicMethods.SET_UNORDERED,
        AtomicMethods.UPDATE,
        AtomicMethods.UPDATE_BY,
        AtomicMethods.EXCHANGE,
        AtomicMethods.SWAP,
        AtomicMethods.SWAP_WEAK
      })
  public static Window[] writing(@This Object self) {
    return Windows.over(self);
  }

  @OnExit(
      method = {
        AtomicMethods.SET,
        AtomicMethods.SET_UNORDERED,
        AtomicMethods.UPDATE,
        AtomicMethods.UPDATE_BY,
        AtomicMethods.EXCHANGE
      })
  public static void written(@This Object self, @Entered Window[] open) {
    Writes.set(open, self, null, 0);
  }

  @OnExit(method = {AtomicMethods.SWAP, AtomicMethods.SWAP_WEAK})
  public static void swapped(@This Object self, @Entered Window[] open, @Returned boolean done) {
    if (done) {
      Writes.set(open, self, null, 0);
    } else {
      Writes.failed(self, 0);
    }
  }
}
