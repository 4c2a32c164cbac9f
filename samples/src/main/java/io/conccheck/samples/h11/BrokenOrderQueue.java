package io.conccheck.samples.h11;

import java.util.ArrayDeque;
import java.util.Deque;

/** Kitchen and waiter share a queue that is made for one thread. */
public final class BrokenOrderQueue {
  private final Deque<Integer> orders = new ArrayDeque<>();

  private void cook() {
    for (int dish = 1; dish <= 500; dish++) {
      orders.addLast(dish); // want source:unguarded-shared-field, runtime:data-race #1
    }
  }

  private void serve() {
    for (int i = 0; i < 500; i++) {
      orders.pollFirst(); // want runtime:data-race #1
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenOrderQueue restaurant = new BrokenOrderQueue();
    Thread kitchen = new Thread(restaurant::cook, "kitchen");
    Thread waiter = new Thread(restaurant::serve, "waiter");
    kitchen.start();
    waiter.start();
    kitchen.join();
    waiter.join();
    System.out.println(restaurant.orders.size() + " dishes left");
  }
}
