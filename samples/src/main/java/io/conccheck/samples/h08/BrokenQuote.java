package io.conccheck.samples.h08;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits at most 20 ms for a quote and then uses it, come or not. */
public final class BrokenQuote {
  private final CountDownLatch ready = new CountDownLatch(1);
  private int price;

  private void fetch() {
    try {
      Thread.sleep(400);
      price = 42; // want runtime:data-race #1
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ready.countDown();
    }
  }

  private int price() throws InterruptedException {
    ready.await(20, TimeUnit.MILLISECONDS); // want source:ignored-lock-result
    return price; // want runtime:data-race #1
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenQuote quote = new BrokenQuote();
    Thread exchange = new Thread(quote::fetch, "exchange");
    exchange.start();
    System.out.println("bought at " + quote.price());
    exchange.join();
  }
}
