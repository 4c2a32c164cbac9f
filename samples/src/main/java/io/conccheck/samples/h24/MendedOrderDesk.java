package io.conccheck.samples.h24;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A full desk refuses the order, and whoever gives it tells that. */
public final class MendedOrderDesk {

  private MendedOrderDesk() {}

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger filled = new AtomicInteger();
    ThreadPoolExecutor desk =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    for (int order = 1; order <= 3; order++) {
      try {
        desk.execute(
            () -> {
              try {
                open.await();
                filled.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
      } catch (RejectedExecutionException e) {
        System.out.println("order " + order + " refused");
      }
    }
    open.countDown();
    desk.shutdown();
    System.out.println(desk.awaitTermination(10, TimeUnit.SECONDS) + ": " + filled + " of 3");
  }
}
