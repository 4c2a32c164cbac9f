package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.Permits;
import java.lang.ref.WeakReference;

/** The permits of a semaphore. */
final class SemaphoreSupply implements Supply {

  private final int total;
  private final WeakReference<Object> of;

  SemaphoreSupply(Object semaphore, int total) {
    this.total = total;
    this.of = new WeakReference<>(semaphore);
  }

  @Override
  public int total() {
    return total;
  }

  /** A sign between threads: others than the takers give back. */
  @Override
  public boolean isNone() {
    Object o = of.get();
    return o != null && Permits.isSignal(o);
  }

  @Override
  public boolean isLate() {
    return false;
  }
}
