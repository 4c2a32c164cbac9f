package io.conccheck.samples.h08;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Without a permit there is no query and nothing to give back. */
public final class MendedConnectionLimit {
  private final Semaphore permits = new Semaphore(1);
  private int queries;

  private boolean query() {
    if (!permits.tryAcquire()) {
      return false;
    }
    try {
      queries++;
      return true;
    } finally {
      permits.release();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedConnectionLimit database = new MendedConnectionLimit();
    ExecutorService clients = Executors.newFixedThreadPool(2);
    for (int client = 0; client < 2; client++) {
      clients.execute(
          () -> {
            int done = 0;
            for (int i = 0; i < 50_000; i++) {
              if (database.query()) {
                done++;
              }
            }
            System.out.println(done > 0 ? "some queries done" : "no query done");
          });
    }
    clients.shutdown();
    if (clients.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(database.permits.availablePermits() + " permits left of one");
    }
  }
}
