package io.conccheck.samples.h05;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The fork with the lower number is taken first, so that the last at the table begins with the
 * right.
 */
public final class MendedPhilosophers {
  private static final int SEATS = 3;

  private final ReentrantLock[] forks = new ReentrantLock[SEATS];

  private MendedPhilosophers() {
    for (int i = 0; i < SEATS; i++) {
      forks[i] = new ReentrantLock();
    }
  }

  private void dine(int seat) {
    int right = (seat + 1) % SEATS;
    ReentrantLock first = forks[Math.min(seat, right)];
    ReentrantLock second = forks[Math.max(seat, right)];
    first.lock();
    try {
      second.lock();
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
    MendedPhilosophers table = new MendedPhilosophers();
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
