package io.conccheck.samples.h03;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** An early return forgets the read lock. */
public final class BrokenStockCount {
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
    lock.readLock().lock(); // want source:lock-not-released, runtime:lock-not-released
    Integer pieces = stock.get(article);
    if (pieces == null) {
      return 0;
    }
    lock.readLock().unlock();
    return pieces;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenStockCount shop = new BrokenStockCount();
    shop.put("lamp", 3);
    Thread clerk =
        new Thread(
            () -> System.out.println(shop.count("lamp") + " lamps, " + shop.count("bed") + " beds"),
            "clerk");
    clerk.start();
    clerk.join();
  }
}
