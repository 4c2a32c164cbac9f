package io.conccheck.samples.h11;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Kitchen and waiter share a bounded queue made for several threads. */
public final class MendedOrderQueue {
  private static final int CLOSED = -1;
  private final BlockingQueue<Integer> orders = new ArrayBlockingQueue<>(10);

  private void cook() {
    try {
      for (int dish = 1; dish <= 100; dish++) {
        orders.put(dish);
      }
      orders.put(CLOSED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int serve() throws InterruptedException {
    int served = 0;
    while (orders.take() != CLOSED) {
      served++;
    }
    return served;
  }

  public static void main(String[] args) throws InterruptedException {
    MendedOrderQueue restaurant = new MendedOrderQueue();
    Thread kitchen = new Thread(restaurant::cook, "kitchen");
    kitchen.start();
    System.out.println(restaurant.serve() + " dishes served");
    kitchen.join();
  }
}
