package io.conccheck.samples.h22;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Whoever makes a pool for a report ends it with the report. */
public final class MendedReport {

  private MendedReport() {}

  private static void print(int page) throws InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 5, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
    try {
      pool.execute(() -> System.out.println("page " + page));
    } finally {
      pool.shutdown();
      System.out.println("printed: " + pool.awaitTermination(10, TimeUnit.SECONDS));
    }
  }

  public static void main(String[] args) throws InterruptedException {
    print(1);
    for (int i = 0; i < 20; i++) {
      Thread.sleep(50);
      System.gc();
    }
  }
}
