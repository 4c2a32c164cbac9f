package io.conccheck.samples.h22;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** First shut down, then await. */
public final class MendedNightlySum {

  private MendedNightlySum() {}

  public static void main(String[] args) throws InterruptedException {
    LongAdder sum = new LongAdder();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int shop = 1; shop <= 10; shop++) {
      int turnover = shop * 100;
      pool.execute(() -> sum.add(turnover));
    }
    pool.shutdown();
    boolean done = pool.awaitTermination(5, TimeUnit.SECONDS);
    System.out.println(done ? "sum " + sum.sum() : "timed out with " + sum.sum());
  }
}
