package io.conccheck.samples.h22;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One pool for all requests, ended when the last is answered. */
public final class MendedPoolPerRequest {

  private MendedPoolPerRequest() {}

  private static int price(ExecutorService pool, String article)
      throws InterruptedException, ExecutionException {
    Future<Integer> net = pool.submit(article::length);
    Future<Integer> tax = pool.submit(() -> article.length() / 5);
    return net.get() + tax.get();
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      int total = 0;
      for (String article : new String[] {"lamp", "table", "carpet"}) {
        total += price(pool, article);
      }
      System.out.println("total " + total);
    } finally {
      pool.shutdownNow();
    }
  }
}
