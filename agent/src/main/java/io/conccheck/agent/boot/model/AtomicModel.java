package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/**
 * Atomics are volatiles; a failed compare-and-set is a volatile read, plain and opaque modes order
 * nothing.
 */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicInteger",
      "java.util.concurrent.atomic.AtomicLong",
      "java.util.concurrent.atomic.AtomicBoolean",
      "java.util.concurrent.atomic.AtomicReference"
    },
    detectors = "race")
public final class AtomicModel {

  private AtomicModel() {}

  @OnEnter(method = {AtomicMethods.SET, AtomicMethods.UPDATE})
  public static void writing(@This Object self) {
    Sync.release(self);
  }

  @OnExit(method = {AtomicMethods.READ, AtomicMethods.UPDATE})
  public static void read(@This Object self) {
    Sync.acquire(self);
  }

  @OnEnter(method = {AtomicMethods.SWAP, "weakCompareAndSetRelease"})
  public static SyncVar.Tentative swapping(@This Object self) {
    return Sync.releaseTentatively(self);
  }

  @OnExit(method = {AtomicMethods.SWAP})
  public static void swapped(
      @This Object self, @Entered SyncVar.Tentative release, @Returned boolean done) {
    settle(release, done);
    Sync.acquire(self);
  }

  @OnExit(method = {"weakCompareAndSetRelease"})
  public static void swappedRelease(@Entered SyncVar.Tentative release, @Returned boolean done) {
    settle(release, done);
  }

  private static void settle(SyncVar.Tentative release, boolean done) {
    if (!done && release != null) {
      release.undo();
    }
  }
}
