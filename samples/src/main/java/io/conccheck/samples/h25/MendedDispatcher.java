package io.conccheck.samples.h25;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the next order and looks at what it took. */
public final class MendedDispatcher {
  private final BlockingQueue<Integer> orders = new LinkedBlockingQueue<>(5_000);
  private final AtomicInteger served = new AtomicInteger();

  private void dispatch() {
    Integer order = orders.poll();
    while (order != null) {
      served.incrementAndGet();
      order = orders.poll();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedDispatcher centre = new MendedDispatcher();
    for (int number = 0; number < 5_000; number++) {
      centre.orders.put(number);
    }
    ExecutorService clerks = Executors.newFixedThreadPool(2);
    clerks.execute(centre::dispatch);
    clerks.execute(centre::dispatch);
    clerks.shutdown();
    if (clerks.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(centre.served.get() + " orders served");
    }
  }
}
