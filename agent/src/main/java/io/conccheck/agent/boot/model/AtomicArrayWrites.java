package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Window;
import io.conccheck.agent.boot.Windows;
import io.conccheck.agent.boot.Writes;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Writes of elements of atomic arrays between two operations of another thread. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicIntegerArray",
      "java.util.concurrent.atomic.AtomicLongArray",
      "java.util.concurrent.atomic.AtomicReferenceArray"
    },
    detectors = "atomicity")
public final class AtomicArrayWrites {

  private AtomicArrayWrites() {}

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
  public static Window[] writing(@This Object self, @Arg(0) int index) {
    return Windows.over(self, null, index);
  }

  @OnExit(
      method = {
        AtomicMethods.SET,
        AtomicMethods.SET_UNORDERED,
        AtomicMethods.UPDATE,
        AtomicMethods.UPDATE_BY,
        AtomicMethods.EXCHANGE
      })
  public static void written(@This Object self, @Entered Window[] open, @Arg(0) int index) {
    Writes.set(open, self, null, index);
  }

  @OnExit(method = {AtomicMethods.SWAP, AtomicMethods.SWAP_WEAK})
  public static void swapped(
      @This Object self, @Entered Window[] open, @Arg(0) int index, @Returned boolean done) {
    if (done) {
      Writes.set(open, self, null, index);
    } else {
      Writes.failed(self, index);
    }
  }
}
