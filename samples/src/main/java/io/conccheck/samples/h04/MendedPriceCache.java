package io.conccheck.samples.h04;

/** The price is fetched first; the lock is held for as long as it takes to store a number. */
public final class MendedPriceCache {
  private final Object lock = new Object();
  private int price;

  private void refresh(int value) throws InterruptedException {
    Thread.sleep(100);
    synchronized (lock) {
      price = value;
    }
  }

  private int price() {
    synchronized (lock) {
      return price;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedPriceCache cache = new MendedPriceCache();
    Thread shop = new Thread(() -> System.out.println("price " + cache.price()), "shop");
    shop.start();
    cache.refresh(42);
    shop.join();
  }
}
