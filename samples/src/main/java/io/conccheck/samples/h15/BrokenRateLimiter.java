package io.conccheck.samples.h15;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Reads the budget and writes it back: two callers may spend the same unit. */
public final class BrokenRateLimiter {
  private final AtomicInteger budget = new AtomicInteger(50_000);

  private boolean tryCall() {
    int left = budget.get();
    if (left > 0) {
      budget.set(left - 1); // want source:atomic-check-then-act, runtime:atomicity-violation
      return true;
    }
    return false;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenRateLimiter limiter = new BrokenRateLimiter();
    LongAdder allowed = new LongAdder();
    ExecutorService clients = Executors.newFixedThreadPool(2);
    for (int client = 0; client < 2; client++) {
      clients.execute(
          () -> {
            while (limiter.tryCall()) {
              allowed.increment();
            }
          });
    }
    clients.shutdown();
    if (clients.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(allowed.sum() + " calls on a budget of 50000");
    }
  }
}
