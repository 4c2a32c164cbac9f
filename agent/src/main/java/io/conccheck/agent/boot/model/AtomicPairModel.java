package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** References with a stamp or mark: one volatile pair. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicStampedReference",
      "java.util.concurrent.atomic.AtomicMarkableReference"
    },
    detectors = "race")
public final class AtomicPairModel {

  private AtomicPairModel() {}

  @OnEnter(method = {"set"})
  public static void writing(@This Object self) {
    Sync.release(self);
  }

  @OnExit(method = {"get", "getReference", "getStamp", "isMarked"})
  public static void read(@This Object self) {
    Sync.acquire(self);
  }

  @OnEnter(method = {"compareAndSet", "weakCompareAndSet", "attemptStamp", "attemptMark"})
  public static SyncVar.Tentative swapping(@This Object self) {
    return Sync.releaseTentatively(self);
  }

  @OnExit(method = {"compareAndSet", "weakCompareAndSet", "attemptStamp", "attemptMark"})
  public static void swapped(
      @This Object self, @Entered SyncVar.Tentative release, @Returned boolean done) {
    if (!done && release != null) {
      release.undo();
    }
    Sync.acquire(self);
  }
}
