package io.conccheck.samples.h08;

import java.util.concurrent.locks.ReentrantLock;

/** Whether the lock was got is not asked: the seat is booked either way. */
public final class BrokenSeatMap {
  private final ReentrantLock lock = new ReentrantLock();
  private int booked;

  private void book() {
    lock.tryLock(); // want source:ignored-lock-result
    try {
      booked++; // want source:unguarded-shared-field, runtime:data-race
    } finally {
      if (lock.isHeldByCurrentThread()) {
        lock.unlock();
      }
    }
  }

  private void bookMany() {
    for (int i = 0; i < 50_000; i++) {
      book();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenSeatMap seats = new BrokenSeatMap();
    Thread web = new Thread(seats::bookMany, "web");
    Thread counter = new Thread(seats::bookMany, "counter");
    web.start();
    counter.start();
    web.join();
    counter.join();
    System.out.println(seats.booked + " of 100000 seats booked");
  }
}
