package io.conccheck.samples.h04;

/** The price is fetched from far away under the lock: everybody waits for one. */
public final class BrokenPriceCache {
  private final Object lock = new Object();
  private int price;

  private void refresh(int value) throws InterruptedException {
    synchronized (lock) {
      Thread.sleep(400); // want source:blocking-under-lock, runtime:long-lock-hold
      price = value;
    }
  }

  private int price() {
    synchronized (lock) {
      return price;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenPriceCache cache = new BrokenPriceCache();
    Thread shop = new Thread(() -> System.out.println("price " + cache.price()), "shop");
    shop.start();
    cache.refresh(42);
    shop.join();
  }
}
