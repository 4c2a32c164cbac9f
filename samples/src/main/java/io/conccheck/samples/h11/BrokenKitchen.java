package io.conccheck.samples.h11;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/** The cook drops a dish and goes home; the waiter waits for the next one for ever. */
public final class BrokenKitchen {
  private final BlockingQueue<String> dishes = new ArrayBlockingQueue<>(10);
  private final CountDownLatch night = new CountDownLatch(1);

  private void cook(String... orders) {
    for (String order : orders) {
      if (order.isEmpty()) {
        System.out.println("dropped");
        return;
      }
      dishes.add(order);
    }
    dishes.add("closed"); // want source:counted-completion-lost
  }

  private void serve() {
    try {
      while (!dishes.take().equals("closed")) { // want runtime:stranded-consumer
        System.out.println("served");
      }
    } catch (InterruptedException e) {
      System.out.println("sent home");
      Thread.currentThread().interrupt();
    }
    night.countDown();
  }

  private void music(Thread waiter) {
    for (int song = 0; song < 200 && night.getCount() > 0; song++) {
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    waiter.interrupt();
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenKitchen kitchen = new BrokenKitchen();
    Thread waiter = new Thread(kitchen::serve, "waiter");
    Thread cook = new Thread(() -> kitchen.cook("soup", "", "fish"), "cook");
    Thread band = new Thread(() -> kitchen.music(waiter), "band");
    waiter.start();
    band.start();
    cook.start();
    cook.join();
    waiter.join();
    band.join();
  }
}
