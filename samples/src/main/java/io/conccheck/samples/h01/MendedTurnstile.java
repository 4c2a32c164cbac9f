package io.conccheck.samples.h01;

import java.util.concurrent.atomic.AtomicInteger;

/** Two gates of a stadium count their visitors in one atomic counter. */
public final class MendedTurnstile {
  private final AtomicInteger visitors = new AtomicInteger();

  private void admit(int people) {
    for (int i = 0; i < people; i++) {
      visitors.incrementAndGet();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedTurnstile stadium = new MendedTurnstile();
    Thread north = new Thread(() -> stadium.admit(20_000), "north");
    Thread south = new Thread(() -> stadium.admit(20_000), "south");
    north.start();
    south.start();
    north.join();
    south.join();
    System.out.println(stadium.visitors.get() + " of 40000 visitors counted");
  }
}
