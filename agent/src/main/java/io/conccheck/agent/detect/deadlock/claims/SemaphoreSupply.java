package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.PermitInfo;

/** The permits of a semaphore. */
final class SemaphoreSupply implements Supply {

  private final PermitInfo permits;

  SemaphoreSupply(PermitInfo permits) {
    this.permits = permits;
  }

  @Override
  public int total() {
    return permits.begun;
  }

  /** A sign between threads: others than the takers give back. */
  @Override
  public boolean isNone() {
    return permits.isSignal();
  }

  @Override
  public boolean isLate() {
    return false;
  }
}
