package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.CallSite;
import io.conccheck.agent.boot.hook.Model;
import java.util.concurrent.locks.LockSupport;

/** The program's own parking: permits are passed on in some order, but none is promised. */
@Model(detectors = "race")
public final class ParkModel {

  private static final String SUPPORT = "java.util.concurrent.locks.LockSupport";

  private ParkModel() {}

  @CallSite(owner = SUPPORT, method = "unpark(Ljava/lang/Thread;)V")
  public static void unpark(Thread t) {
    Weak.release(t);
    LockSupport.unpark(t);
  }

  @CallSite(owner = SUPPORT, method = "park()V")
  public static void park() {
    LockSupport.park();
    Weak.acquire(Thread.currentThread());
  }

  @CallSite(owner = SUPPORT, method = "park(Ljava/lang/Object;)V")
  public static void park(Object blocker) {
    LockSupport.park(blocker);
    Weak.acquire(Thread.currentThread());
  }

  @CallSite(owner = SUPPORT, method = "parkNanos(J)V")
  public static void parkNanos(long nanos) {
    LockSupport.parkNanos(nanos);
    Weak.acquire(Thread.currentThread());
  }

  @CallSite(owner = SUPPORT, method = "parkNanos(Ljava/lang/Object;J)V")
  public static void parkNanos(Object blocker, long nanos) {
    LockSupport.parkNanos(blocker, nanos);
    Weak.acquire(Thread.currentThread());
  }
}
