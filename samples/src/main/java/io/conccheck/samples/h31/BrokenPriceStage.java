package io.conccheck.samples.h31;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A stage of the common pool stands still until another stage of the same pool has run. */
public final class BrokenPriceStage {
  private final CountDownLatch rate = new CountDownLatch(1);

  private double convert(double dollars) {
    try {
      rate.await(); // want source:blocking-in-common-pool, runtime:blocking-call
      return dollars * 0.9;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    // With one or two processors stages would run on threads of their own.
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "3");
    BrokenPriceStage shop = new BrokenPriceStage();
    CompletableFuture<Double> price =
        CompletableFuture.supplyAsync(() -> 100.0).thenApplyAsync(shop::convert);
    Thread.sleep(200); // the rate comes late
    shop.rate.countDown();
    System.out.println("price " + price.join());
  }
}
