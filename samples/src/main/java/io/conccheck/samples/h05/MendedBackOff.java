package io.conccheck.samples.h05;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Takes two seats in either order, but lets go of the first if the second is not to be had. */
public final class MendedBackOff {

  private static final class Seat {
    private final Lock lock = new ReentrantLock();
    private boolean taken;
  }

  private static boolean takeBoth(Seat first, Seat second) {
    first.lock.lock();
    try {
      if (!second.lock.tryLock()) {
        return false;
      }
      try {
        boolean free = !first.taken && !second.taken;
        first.taken = true;
        second.taken = true;
        return free;
      } finally {
        second.lock.unlock();
      }
    } finally {
      first.lock.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Seat aisle = new Seat();
    Seat window = new Seat();
    ScheduledExecutorService theatre = Executors.newScheduledThreadPool(2);
    theatre.schedule(() -> takeBoth(aisle, window), 0, TimeUnit.MILLISECONDS);
    theatre.schedule(() -> takeBoth(window, aisle), 50, TimeUnit.MILLISECONDS);
    theatre.shutdown();
    System.out.println(theatre.awaitTermination(5, TimeUnit.SECONDS) ? "seated" : "still waiting");
  }
}
