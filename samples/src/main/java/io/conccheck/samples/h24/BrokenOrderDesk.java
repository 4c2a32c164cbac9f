package io.conccheck.samples.h24;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The desk is full, so the third order pushes the second one out: nobody ever hears of that one.
 */
public final class BrokenOrderDesk {

  private BrokenOrderDesk() {}

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger filled = new AtomicInteger();
    ThreadPoolExecutor desk =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            new ThreadPoolExecutor.DiscardOldestPolicy());
    for (int order = 1; order <= 3; order++) {
      desk.execute( // want runtime:task-rejected-unseen
          () -> {
            try {
              open.await();
              filled.incrementAndGet();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    open.countDown();
    desk.shutdown();
    System.out.println(desk.awaitTermination(10, TimeUnit.SECONDS) + ": " + filled + " of 3");
  }
}
