package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.hook.CallSite;
import io.conccheck.agent.boot.hook.Model;

/** A wait lets its monitor go and takes it back (JLS 17.2.1); notify adds no order of its own. */
@Model(detectors = {"race", "deadlock"})
public final class WaitModel {

  private WaitModel() {}

  @CallSite(owner = "java.lang.Object", method = "wait()V")
  public static void await(Object o) throws InterruptedException {
    await(o, 0L, 0);
  }

  @CallSite(owner = "java.lang.Object", method = "wait(J)V")
  public static void await(Object o, long millis) throws InterruptedException {
    await(o, millis, 0);
  }

  @CallSite(owner = "java.lang.Object", method = "wait(JI)V")
  public static void await(Object o, long millis, int nanos) throws InterruptedException {
    if (o == null || !Thread.holdsLock(o)) {
      real(o, millis, nanos);
      return;
    }
    int depth = Locks.suspend(o, Locks.MONITOR);
    Waits.begin(o, Waits.CONDITION, millis != 0 || nanos != 0);
    try {
      real(o, millis, nanos);
    } finally {
      Waits.end();
      Locks.resume(o, Locks.MONITOR, depth, 0);
    }
  }

  private static void real(Object o, long millis, int nanos) throws InterruptedException {
    if (nanos == 0) {
      o.wait(millis);
    } else {
      o.wait(millis, nanos);
    }
  }
}
