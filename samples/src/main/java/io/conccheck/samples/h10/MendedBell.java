package io.conccheck.samples.h10;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Rings a bell while holding the lock that belongs to it. */
public final class MendedBell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private boolean open;

  private void ring() {
    lock.lock();
    try {
      open = true;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void await() throws InterruptedException {
    lock.lock();
    try {
      while (!open) {
        rung.await();
      }
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedBell bell = new MendedBell();
    Thread porter = new Thread(bell::ring, "porter");
    porter.start();
    bell.await();
    porter.join();
    System.out.println("open");
  }
}
