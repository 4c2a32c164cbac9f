package io.conccheck.samples.h08;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The only permit is asked for, the answer thrown away, and the permit given back all the same. */
public final class BrokenConnectionLimit {
  private final Semaphore permits = new Semaphore(1);
  private int queries;

  private void query() {
    permits.tryAcquire(); // want source:ignored-lock-result
    try {
      queries++; // want source:unguarded-shared-field, runtime:data-race
    } finally {
      permits.release();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenConnectionLimit database = new BrokenConnectionLimit();
    ExecutorService clients = Executors.newFixedThreadPool(2);
    for (int client = 0; client < 2; client++) {
      clients.execute(
          () -> {
            for (int i = 0; i < 50_000; i++) {
              database.query();
            }
          });
    }
    clients.shutdown();
    if (clients.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(database.permits.availablePermits() + " permits left of one");
    }
  }
}
