package io.conccheck.samples.h08;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A booking that does not get the lock is turned away. */
public final class MendedSeatMap {
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private int booked;

  private boolean book() {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      booked++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void bookMany() {
    for (int i = 0; i < 50_000; i++) {
      if (!book()) {
        turnedAway.incrementAndGet();
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedSeatMap seats = new MendedSeatMap();
    Thread web = new Thread(seats::bookMany, "web");
    Thread counter = new Thread(seats::bookMany, "counter");
    web.start();
    counter.start();
    web.join();
    counter.join();
    System.out.println(seats.booked + seats.turnedAway.get() + " of 100000 seats answered");
  }
}
