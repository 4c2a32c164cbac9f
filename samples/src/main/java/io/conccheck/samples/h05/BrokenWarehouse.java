package io.conccheck.samples.h05;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Orders call the warehouse and the warehouse calls the orders, each under its own monitor. */
public final class BrokenWarehouse {

  private static final class Orders {
    private final List<String> open = new ArrayList<>();
    private Warehouse warehouse;

    synchronized void place(String article) {
      open.add(article);
      warehouse.reserve(article);
    }

    void arrived(String article) {
      synchronized (this) { // want source:lock-order-cycle #1, runtime:lock-order-cycle #1
        open.remove(article);
      }
    }
  }

  private static final class Warehouse {
    private final Map<String, Integer> reserved = new HashMap<>();
    private final Orders orders;

    Warehouse(Orders orders) {
      this.orders = orders;
    }

    void reserve(String article) {
      synchronized (this) { // want source:lock-order-cycle #1, runtime:lock-order-cycle #1
        reserved.merge(article, 1, Integer::sum);
      }
    }

    synchronized void restock(String article) {
      reserved.remove(article);
      orders.arrived(article);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Orders orders = new Orders();
    Warehouse warehouse = new Warehouse(orders);
    orders.warehouse = warehouse;
    ScheduledExecutorService shop = Executors.newScheduledThreadPool(2);
    shop.schedule(() -> orders.place("lamp"), 0, TimeUnit.MILLISECONDS);
    shop.schedule(() -> warehouse.restock("lamp"), 300, TimeUnit.MILLISECONDS);
    shop.shutdown();
    boolean done = shop.awaitTermination(5, TimeUnit.SECONDS);
    System.out.println(done ? "order delivered" : "shop and warehouse wait for each other");
    if (!done) {
      Runtime.getRuntime().halt(0);
    }
  }
}
