package io.conccheck.samples.h31;

import java.util.concurrent.CompletableFuture;

/** The rate is a stage itself: nobody waits on a thread of the pool. */
public final class MendedPriceStage {

  private MendedPriceStage() {}

  public static void main(String[] args) {
    CompletableFuture<Double> rate = new CompletableFuture<>();
    CompletableFuture<Double> price =
        CompletableFuture.supplyAsync(() -> 100.0).thenCombine(rate, (p, r) -> p * r);
    rate.complete(0.9);
    System.out.println("price " + price.join());
  }
}
