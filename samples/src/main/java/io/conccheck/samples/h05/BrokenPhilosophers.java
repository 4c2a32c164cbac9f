package io.conccheck.samples.h05;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Everybody takes the left fork first: if all do so at once, nobody gets a right one. */
public final class BrokenPhilosophers {
  private static final int SEATS = 3;

  private final ReentrantLock[] forks = new ReentrantLock[SEATS];

  private BrokenPhilosophers() {
    for (int i = 0; i < SEATS; i++) {
      forks[i] = new ReentrantLock();
    }
  }

  private void dine(int seat) {
    ReentrantLock first = forks[seat];
    ReentrantLock second = forks[(seat + 1) % SEATS];
    first.lock();
    try {
      second.lock(); // want source:lock-order-cycle, runtime:lock-order-cycle
      try {
        System.out.println("philosopher " + seat + " eats");
      } finally {
        second.unlock();
      }
    } finally {
      first.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenPhilosophers table = new BrokenPhilosophers();
    ScheduledExecutorService room = Executors.newScheduledThreadPool(SEATS);
    for (int i = 0; i < SEATS; i++) {
      int seat = i;
      room.schedule(() -> table.dine(seat), 200L * seat, TimeUnit.MILLISECONDS);
    }
    room.shutdown();
    if (!room.awaitTermination(10, TimeUnit.SECONDS)) {
      Runtime.getRuntime().halt(0);
    }
  }
}
