package io.conccheck.samples.h22;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The report's pool is forgotten: its threads end for want of work, and nobody has ended it. */
public final class BrokenReport {

  private BrokenReport() {}

  private static void print(int page) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor( // want runtime:pool-not-shut-down
            1, 1, 5, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
    pool.allowCoreThreadTimeOut(true);
    pool.execute(() -> System.out.println("page " + page));
  }

  public static void main(String[] args) throws InterruptedException {
    print(1);
    for (int i = 0; i < 20; i++) {
      Thread.sleep(50);
      System.gc();
    }
  }
}
