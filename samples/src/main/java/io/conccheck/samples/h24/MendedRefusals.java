package io.conccheck.samples.h24;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two desks that refuse what is too much for them, and count it. */
public final class MendedRefusals {

  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger refused = new AtomicInteger();

  private void fill() {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ThreadPoolExecutor caught() {
    ThreadPoolExecutor desk =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    for (int order = 1; order <= 3; order++) {
      try {
        desk.execute(this::fill);
      } catch (RejectedExecutionException e) {
        refused.incrementAndGet();
      }
    }
    return desk;
  }

  private ThreadPoolExecutor handled() {
    ThreadPoolExecutor desk =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            (order, full) -> refused.incrementAndGet());
    for (int order = 1; order <= 3; order++) {
      desk.execute(this::fill);
    }
    return desk;
  }

  public static void main(String[] args) throws InterruptedException {
    MendedRefusals day = new MendedRefusals();
    ThreadPoolExecutor first = day.caught();
    ThreadPoolExecutor second = day.handled();
    day.open.countDown();
    first.shutdown();
    second.shutdown();
    System.out.println(first.awaitTermination(10, TimeUnit.SECONDS));
    System.out.println(second.awaitTermination(10, TimeUnit.SECONDS));
    System.out.println(day.refused + " refused");
  }
}
