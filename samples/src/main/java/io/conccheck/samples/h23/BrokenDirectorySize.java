package io.conccheck.samples.h23;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A task waits for a task that needs the worker it stands on itself. */
public final class BrokenDirectorySize {
  private final ExecutorService pool = Executors.newFixedThreadPool(1);

  private long sizeOf(int depth) throws InterruptedException, ExecutionException {
    if (depth == 0) {
      return 10;
    }
    Future<Long> below = pool.submit(() -> sizeOf(depth - 1));
    return 10 + below.get(); // want source:pool-self-wait, runtime:pool-starvation
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    BrokenDirectorySize tree = new BrokenDirectorySize();
    Future<Long> size = tree.pool.submit(() -> tree.sizeOf(2));
    try {
      System.out.println("size " + size.get(2, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      System.out.println("the pool waits for itself");
    } finally {
      tree.pool.shutdownNow();
    }
  }
}
