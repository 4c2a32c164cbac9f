package io.conccheck.samples.h31;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A stage of the common pool stands still until another stage of the same pool has run. */
public final class BrokenPriceStage {
  private final CountDownLatch rate = new CountDownLatch(1);

  private double convert(double dollars) {
    try {
      rate.await(); // want source:blocking-in-common-pool; later runtime:blocking-call
      return dollars * 0.9;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }

  public static void main(String[] args) {
    BrokenPriceStage shop = new BrokenPriceStage();
    CompletableFuture<Double> price =
        CompletableFuture.supplyAsync(() -> 100.0).thenApplyAsync(shop::convert);
    shop.rate.countDown();
    System.out.println("price " + price.join());
  }
}
