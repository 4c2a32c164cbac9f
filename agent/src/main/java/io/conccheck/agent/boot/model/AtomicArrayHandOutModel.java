package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.HandedOut;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** References that go through an element of an atomic array without an edge. */
@Model(type = "java.util.concurrent.atomic.AtomicReferenceArray", detectors = "race")
public final class AtomicArrayHandOutModel {

  private AtomicArrayHandOutModel() {}

  @OnEnter(method = {AtomicMethods.SET_UNORDERED, AtomicMethods.SWAP_UNORDERED})
  public static void storing(@This Object self, @Arg(0) int index) {
    HandedOut.stored(self, index);
  }

  @OnExit(method = "get|getAcquire")
  public static void read(@This Object self, @Arg(0) int index, @Returned Object value) {
    HandedOut.read(self, index, value);
  }

  @OnExit(method = AtomicMethods.READ_UNORDERED)
  public static void readUnordered(@This Object self, @Arg(0) int index, @Returned Object value) {
    HandedOut.readUnordered(self, index, value, Elements.known(index, self));
  }
}
