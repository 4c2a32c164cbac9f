package io.conccheck.samples.h25;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at the next order and then takes it: what is taken need not be what was looked at. */
public final class BrokenDispatcher {
  private final BlockingQueue<Integer> orders = new LinkedBlockingQueue<>(20_000);
  private final AtomicInteger mistaken = new AtomicInteger();

  private void dispatch() {
    Integer seen = orders.peek();
    while (seen != null) {
      Integer got = orders.poll(); // want source:check-then-act, runtime:atomicity-violation
      if (!seen.equals(got)) {
        mistaken.incrementAndGet();
      }
      seen = orders.peek();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenDispatcher centre = new BrokenDispatcher();
    for (int number = 0; number < 20_000; number++) {
      centre.orders.put(number);
    }
    ExecutorService clerks = Executors.newFixedThreadPool(2);
    clerks.execute(centre::dispatch);
    clerks.execute(centre::dispatch);
    clerks.shutdown();
    if (clerks.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(centre.mistaken.get() > 0 ? "orders were mistaken" : "all went well");
    }
  }
}
