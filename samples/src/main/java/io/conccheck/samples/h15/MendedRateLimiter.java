package io.conccheck.samples.h15;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Takes a unit only if the budget is still what it was, and tries again if not. */
public final class MendedRateLimiter {
  private final AtomicInteger budget = new AtomicInteger(20_000);

  private boolean tryCall() {
    int left = budget.get();
    while (left > 0) {
      if (budget.compareAndSet(left, left - 1)) {
        return true;
      }
      left = budget.get();
    }
    return false;
  }

  public static void main(String[] args) throws InterruptedException {
    MendedRateLimiter limiter = new MendedRateLimiter();
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
      System.out.println(allowed.sum() + " calls on a budget of 20000");
    }
  }
}
