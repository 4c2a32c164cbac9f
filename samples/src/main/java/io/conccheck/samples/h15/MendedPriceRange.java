package io.conccheck.samples.h15;

import java.util.concurrent.atomic.AtomicReference;

/** One atomic reference to a pair that never changes. */
public final class MendedPriceRange {

  private record Range(int low, int high) {}

  private final AtomicReference<Range> range = new AtomicReference<>(new Range(1, 2));

  private void quote(int price) {
    range.set(new Range(price, price + 1));
  }

  private boolean consistent() {
    Range now = range.get();
    return now.high() - now.low() == 1;
  }

  public static void main(String[] args) throws InterruptedException {
    MendedPriceRange prices = new MendedPriceRange();
    Thread feed =
        new Thread(
            () -> {
              for (int price = 1; price <= 20_000; price++) {
                prices.quote(price);
              }
            },
            "feed");
    feed.start();
    int torn = 0;
    for (int i = 0; i < 20_000; i++) {
      if (!prices.consistent()) {
        torn++;
      }
    }
    feed.join();
    System.out.println(torn > 0 ? "torn ranges were seen" : "no torn range was seen");
  }
}
