package io.conccheck.samples.h22;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Awaits the end of a pool that has not been told to end: the wait is always in vain. */
public final class BrokenNightlySum {

  private static final TimeUnit S = TimeUnit.SECONDS;

  private BrokenNightlySum() {}

  public static void main(String[] args) throws InterruptedException {
    LongAdder sum = new LongAdder();
    ExecutorService p = Executors.newFixedThreadPool(2);
    for (int shop = 1; shop <= 10; shop++) {
      int turnover = shop * 100;
      p.execute(() -> sum.add(turnover));
    }
    p.awaitTermination(1, S); // want source:await-before-shutdown, runtime:await-before-shutdown
    p.shutdown();
    System.out.println("sum " + sum.sum());
  }
}
