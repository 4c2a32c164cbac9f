package io.conccheck.samples.h22;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Shuts the pool down and reports at once: the invoices are still being written. */
public final class BrokenInvoiceRun {

  private BrokenInvoiceRun() {}

  private static int write(int customer) {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return customer;
  }

  public static void main(String[] args) {
    AtomicInteger written = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int customer = 1; customer <= 6; customer++) {
      int number = customer;
      pool.execute(() -> written.addAndGet(write(number) > 0 ? 1 : 0));
    }
    pool.shutdown(); // want source:shutdown-without-await
    System.out.println(written.get() + " of 6 invoices written");
  }
}
