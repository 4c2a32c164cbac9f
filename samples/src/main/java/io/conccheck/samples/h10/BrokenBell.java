package io.conccheck.samples.h10;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Rings a bell without holding the lock that belongs to it. */
public final class BrokenBell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();

  private void ring() {
    rung.signalAll(); // want source:signal-without-lock
  }

  public static void main(String[] args) {
    try {
      new BrokenBell().ring();
    } catch (IllegalMonitorStateException e) {
      System.out.println("nobody heard it: " + e);
    }
  }
}
