package io.conccheck.samples.h03;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Every way out passes the {@code finally}. */
public final class MendedStockCount {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Integer> stock = new HashMap<>();

  private void put(String article, int pieces) {
    lock.writeLock().lock();
    try {
      stock.put(article, pieces);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private int count(String article) {
    lock.readLock().lock();
    try {
      Integer pieces = stock.get(article);
      return pieces == null ? 0 : pieces;
    } finally {
      lock.readLock().unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedStockCount shop = new MendedStockCount();
    shop.put("lamp", 3);
    Thread clerk =
        new Thread(
            () -> System.out.println(shop.count("lamp") + " lamps, " + shop.count("bed") + " beds"),
            "clerk");
    clerk.start();
    clerk.join();
  }
}
