package io.conccheck.samples.h24;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A beat that fails is told, and the next one comes all the same. */
public final class MendedHeartbeat {

  private int beats; // the timer's one thread only
  private final CountDownLatch fourth = new CountDownLatch(4);

  private MendedHeartbeat() {}

  private void beat() {
    try {
      if (++beats == 3) {
        throw new IllegalStateException("peer is gone");
      }
    } catch (IllegalStateException e) {
      System.out.println("missed a beat: " + e.getMessage());
    } finally {
      fourth.countDown();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedHeartbeat heart = new MendedHeartbeat();
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    timer.scheduleAtFixedRate(heart::beat, 0, 10, TimeUnit.MILLISECONDS);
    heart.fourth.await();
    timer.shutdown();
    System.out.println("ended: " + timer.awaitTermination(10, TimeUnit.SECONDS));
  }
}
