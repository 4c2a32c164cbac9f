package io.conccheck.samples.h05;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Orders and warehouse call each other only after they have let go of their own monitor. */
public final class MendedWarehouse {

  private static final class Orders {
    private final List<String> open = new ArrayList<>();

    synchronized void add(String article) {
      open.add(article);
    }

    synchronized void arrived(String article) {
      open.remove(article);
    }
  }

  private static final class Warehouse {
    private final Map<String, Integer> reserved = new HashMap<>();
    private final Orders orders;

    Warehouse(Orders orders) {
      this.orders = orders;
    }

    void place(String article) {
      orders.add(article);
      synchronized (this) {
        reserved.merge(article, 1, Integer::sum);
      }
    }

    void restock(String article) {
      synchronized (this) {
        reserved.remove(article);
      }
      orders.arrived(article);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Warehouse warehouse = new Warehouse(new Orders());
    ScheduledExecutorService shop = Executors.newScheduledThreadPool(2);
    shop.schedule(() -> warehouse.place("lamp"), 0, TimeUnit.MILLISECONDS);
    shop.schedule(() -> warehouse.restock("lamp"), 50, TimeUnit.MILLISECONDS);
    shop.shutdown();
    boolean done = shop.awaitTermination(5, TimeUnit.SECONDS);
    System.out.println(done ? "order delivered" : "shop and warehouse wait for each other");
  }
}
