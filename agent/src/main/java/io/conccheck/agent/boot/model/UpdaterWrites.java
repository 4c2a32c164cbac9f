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

/** Writes of fields by an updater between two operations of another thread by the same one. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicIntegerFieldUpdater$AtomicIntegerFieldUpdaterImpl",
      "java.util.concurrent.atomic.AtomicLongFieldUpdater$CASUpdater",
      "java.util.concurrent.atomic.AtomicLongFieldUpdater$LockedUpdater",
      "java.util.concurrent.atomic.AtomicReferenceFieldUpdater$AtomicReferenceFieldUpdaterImpl"
    },
    detectors = "atomicity")
public final class UpdaterWrites {

  private UpdaterWrites() {}

  @OnEnter(method = {"set", "lazySet", AtomicMethods.UPDATE, "compareAndSet", "weakCompareAndSet"})
  public static Window[] writing(@This Object self, @Arg(0) Object target) {
    return Windows.over(self, target, 0);
  }

  @OnExit(method = {"set", "lazySet", AtomicMethods.UPDATE})
  public static void written(@This Object self, @Entered Window[] open, @Arg(0) Object target) {
    Writes.set(open, self, target, 0);
  }

  @OnExit(method = {"compareAndSet", "weakCompareAndSet"})
  public static void swapped(
      @This Object self, @Entered Window[] open, @Arg(0) Object target, @Returned boolean done) {
    if (done) {
      Writes.set(open, self, target, 0);
    } else {
      Windows.failed(self, target);
    }
  }
}
