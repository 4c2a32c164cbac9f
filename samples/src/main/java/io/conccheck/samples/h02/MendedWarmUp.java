package io.conccheck.samples.h02;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server waits at a latch until its cache is warm. */
public final class MendedWarmUp {
  private final CountDownLatch warm = new CountDownLatch(1);

  private void load() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      warm.countDown();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedWarmUp cache = new MendedWarmUp();
    Thread loader = new Thread(cache::load, "loader");
    loader.start();
    boolean seen = cache.warm.await(5, TimeUnit.SECONDS);
    loader.join();
    System.out.println(seen ? "warm" : "never seen to be warm");
  }
}
