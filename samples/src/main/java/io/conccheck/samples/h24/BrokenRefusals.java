package io.conccheck.samples.h24;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Two desks that refuse what is too much for them, and nobody can tell that they did. */
public final class BrokenRefusals {

  private final CountDownLatch open = new CountDownLatch(1);

  private void fill() {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The desk throws, and what it throws is dropped. */
  private ThreadPoolExecutor caught() {
    ThreadPoolExecutor desk =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    for (int order = 1; order <= 3; order++) {
      try {
        desk.execute(this::fill); // want runtime:task-rejected-unseen
      } catch (RejectedExecutionException e) {
        // too busy
      }
    }
    return desk;
  }

  /** The desk has a handler of its own, which does nothing. */
  private ThreadPoolExecutor handled() {
    ThreadPoolExecutor desk =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), (order, full) -> {});
    for (int order = 1; order <= 3; order++) {
      desk.execute(this::fill); // want runtime:task-rejected-unseen
    }
    return desk;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenRefusals day = new BrokenRefusals();
    ThreadPoolExecutor first = day.caught();
    ThreadPoolExecutor second = day.handled();
    day.open.countDown();
    first.shutdown();
    second.shutdown();
    System.out.println(first.awaitTermination(10, TimeUnit.SECONDS));
    System.out.println(second.awaitTermination(10, TimeUnit.SECONDS));
  }
}
