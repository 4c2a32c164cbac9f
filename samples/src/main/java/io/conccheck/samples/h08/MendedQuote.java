package io.conccheck.samples.h08;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits at most 20 ms for a quote and knows whether it came. */
public final class MendedQuote {
  private final CountDownLatch ready = new CountDownLatch(1);
  private int price;

  private void fetch() {
    try {
      Thread.sleep(100);
      price = 42;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ready.countDown();
    }
  }

  private OptionalInt price() throws InterruptedException {
    if (!ready.await(20, TimeUnit.MILLISECONDS)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(price);
  }

  public static void main(String[] args) throws InterruptedException {
    MendedQuote quote = new MendedQuote();
    Thread exchange = new Thread(quote::fetch, "exchange");
    exchange.start();
    System.out.println("quote " + quote.price());
    exchange.join();
  }
}
