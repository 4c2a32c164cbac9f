package io.conccheck.samples.h08;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Only who got the lock comes to the {@code finally} that lets it go. */
public final class MendedTariff {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private int price = 10;

  private boolean raise() {
    if (!lock.writeLock().tryLock()) {
      return false;
    }
    try {
      price++;
      return true;
    } finally {
      lock.writeLock().unlock();
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
    MendedTariff tariff = new MendedTariff();
    System.out.println("raised: " + tariff.raiseIfCheap());
  }
}
