package io.conccheck.samples.h24;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The third beat throws: there is never a fourth one, and nothing says so. */
public final class BrokenHeartbeat {

  private int beats; // the timer's one thread only
  private final CountDownLatch third = new CountDownLatch(3);

  private BrokenHeartbeat() {}

  private void beat() {
    third.countDown();
    if (++beats == 3) {
      throw new IllegalStateException("peer is gone"); // want runtime:periodic-task-died
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenHeartbeat heart = new BrokenHeartbeat();
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    timer.scheduleAtFixedRate(heart::beat, 0, 10, MILLISECONDS); // want source:unread-failure
    heart.third.await();
    timer.shutdown();
    System.out.println("ended: " + timer.awaitTermination(10, TimeUnit.SECONDS));
  }
}
