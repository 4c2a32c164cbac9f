package io.conccheck.samples.h22;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;

/** The report's pool is forgotten: its threads end for want of work, and nobody has ended it. */
public final class BrokenReport {

  private BrokenReport() {}

  private static void print(int page) {
    BlockingQueue<Runnable> q = new LinkedBlockingQueue<>();
    var pool = new ThreadPoolExecutor(1, 1, 5, MILLISECONDS, q); // want runtime:pool-not-shut-down
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
