package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.FieldVars;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Field updaters: accesses to the volatile field they stand for, together with those by name. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicIntegerFieldUpdater$AtomicIntegerFieldUpdaterImpl",
      "java.util.concurrent.atomic.AtomicLongFieldUpdater$CASUpdater",
      "java.util.concurrent.atomic.AtomicLongFieldUpdater$LockedUpdater",
      "java.util.concurrent.atomic.AtomicReferenceFieldUpdater$AtomicReferenceFieldUpdaterImpl"
    },
    detectors = "race")
public final class UpdaterModel {

  private UpdaterModel() {}

  @OnEnter(method = {"set", "lazySet", AtomicMethods.UPDATE})
  public static void writing(@This Object self, @Arg(0) Object target) {
    Sync.release(FieldVars.of(self, target));
  }

  @OnExit(method = {"get", AtomicMethods.UPDATE})
  public static void read(@This Object self, @Arg(0) Object target) {
    Sync.acquire(FieldVars.of(self, target));
  }

  @OnEnter(method = {"compareAndSet", "weakCompareAndSet"})
  public static SyncVar.Tentative swapping(@This Object self, @Arg(0) Object target) {
    return Sync.releaseTentatively(FieldVars.of(self, target));
  }

  @OnExit(method = {"compareAndSet", "weakCompareAndSet"})
  public static void swapped(
      @This Object self,
      @Arg(0) Object target,
      @Entered SyncVar.Tentative release,
      @Returned boolean done) {
    if (!done && release != null) {
      release.undo();
    }
    Sync.acquire(FieldVars.of(self, target));
  }
}
