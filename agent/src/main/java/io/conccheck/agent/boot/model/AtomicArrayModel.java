package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Atomic arrays: each element is a volatile of its own. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicIntegerArray",
      "java.util.concurrent.atomic.AtomicLongArray",
      "java.util.concurrent.atomic.AtomicReferenceArray"
    },
    detectors = "race")
public final class AtomicArrayModel {

  private AtomicArrayModel() {}

  @OnEnter(method = {AtomicMethods.SET, AtomicMethods.UPDATE})
  public static void writing(@This Object self, @Arg(0) int index) {
    Elements.put(index, self);
  }

  @OnExit(method = {AtomicMethods.READ, AtomicMethods.UPDATE})
  public static void read(@This Object self, @Arg(0) int index) {
    Elements.met(index, self);
  }

  @OnEnter(method = {AtomicMethods.SWAP, "weakCompareAndSetRelease"})
  public static SyncVar.Tentative swapping(@This Object self, @Arg(0) int index) {
    return Elements.putTentatively(index, self);
  }

  @OnExit(method = {AtomicMethods.SWAP, "weakCompareAndSetRelease"})
  public static void swapped(@Entered SyncVar.Tentative release, @Returned boolean done) {
    if (!done && release != null) {
      release.undo();
    }
  }

  @OnExit(method = {AtomicMethods.SWAP})
  public static void swappedRead(@This Object self, @Arg(0) int index) {
    Elements.met(index, self);
  }
}
