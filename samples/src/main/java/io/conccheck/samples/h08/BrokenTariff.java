package io.conccheck.samples.h08;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Who does not get the lock is sent away, but the {@code finally} lets it go all the same. */
public final class BrokenTariff {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private int price = 10;

  private boolean raise() {
    try {
      if (!lock.writeLock().tryLock()) { // want source:lock-in-try
        return false;
      }
      price++;
      return true;
    } finally {
      lock.writeLock().unlock(); // want runtime:unlock-without-lock
    }
  }

  private boolean raiseIfCheap() {
    lock.readLock().lock();
    try {
      return price < 20 && raise(); // the reader keeps the writer out, though it is the same thread
    } finally {
      lock.readLock().unlock();
    }
  }

  public static void main(String[] args) {
    BrokenTariff tariff = new BrokenTariff();
    try {
      System.out.println("raised: " + tariff.raiseIfCheap());
    } catch (IllegalMonitorStateException e) {
      System.out.println("not raised: " + e);
    }
  }
}
