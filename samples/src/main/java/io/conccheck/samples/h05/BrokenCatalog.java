package io.conccheck.samples.h05;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A monitor and a read/write lock are mixed, once in this order and once in that. */
public final class BrokenCatalog {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Integer> prices = new HashMap<>();
  private final List<String> journal = new ArrayList<>();

  private void reprice(String article, int price) {
    lock.writeLock().lock();
    try {
      prices.put(article, price);
      synchronized (journal) { // want source:lock-order-cycle #1, runtime:lock-order-cycle #1
        journal.add(article + " costs " + price);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void checkJournal() {
    synchronized (journal) {
      for (String entry : journal) {
        lock.readLock().lock(); // want source:lock-order-cycle #1, runtime:lock-order-cycle #1
        try {
          String article = entry.substring(0, entry.indexOf(' '));
          System.out.println(article + " " + prices.get(article));
        } finally {
          lock.readLock().unlock();
        }
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenCatalog catalog = new BrokenCatalog();
    ScheduledExecutorService shop = Executors.newScheduledThreadPool(2);
    shop.schedule(() -> catalog.reprice("lamp", 30), 0, TimeUnit.MILLISECONDS);
    shop.schedule(catalog::checkJournal, 300, TimeUnit.MILLISECONDS);
    shop.shutdown();
    if (!shop.awaitTermination(5, TimeUnit.SECONDS)) {
      Runtime.getRuntime().halt(0);
    }
  }
}
