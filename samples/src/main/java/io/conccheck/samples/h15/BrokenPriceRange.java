package io.conccheck.samples.h15;

import java.util.concurrent.atomic.AtomicInteger;

/** Two atomics that belong together: each is right, the pair may be from two different quotes. */
public final class BrokenPriceRange {
  private final AtomicInteger low = new AtomicInteger(1);
  private final AtomicInteger high = new AtomicInteger(2);

  private void quote(int price) {
    low.set(price);
    high.set(price + 1); // want source:split-atomics
  }

  private boolean consistent() {
    return high.get() - low.get() == 1;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenPriceRange range = new BrokenPriceRange();
    Thread feed =
        new Thread(
            () -> {
              for (int price = 1; price <= 50_000; price++) {
                range.quote(price);
              }
            },
            "feed");
    feed.start();
    int torn = 0;
    for (int i = 0; i < 50_000; i++) {
      if (!range.consistent()) {
        torn++;
      }
    }
    feed.join();
    System.out.println(torn > 0 ? "torn ranges were seen" : "no torn range was seen");
  }
}
