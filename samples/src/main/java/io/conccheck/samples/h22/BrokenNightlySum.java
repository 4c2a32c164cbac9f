package io.conccheck.samples.h22;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Awaits the end of a pool that has not been told to end: the wait is always in vain. */
public final class BrokenNightlySum {

  private BrokenNightlySum() {}

  public static void main(String[] args) throws InterruptedException {
    LongAdder sum = new LongAdder();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int shop = 1; shop <= 10; shop++) {
      int turnover = shop * 100;
      pool.execute(() -> sum.add(turnover));
    }
    boolean done = pool.awaitTermination(1, TimeUnit.SECONDS); // want source:await-before-shutdown
    pool.shutdown();
    System.out.println(done ? "sum " + sum.sum() : "timed out with " + sum.sum());
  }
}
