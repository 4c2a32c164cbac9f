package io.conccheck.samples.h22;

import static java.util.concurrent.Executors.newCachedThreadPool;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** A new pool for every request, none of them ever ended; their workers pile up. */
public final class BrokenPoolPerRequest {

  private BrokenPoolPerRequest() {}

  private static Thread daemon(Runnable work) {
    Thread t = new Thread(work, "request worker");
    t.setDaemon(true);
    return t;
  }

  private static int price(String article) throws InterruptedException, ExecutionException {
    ThreadFactory f = BrokenPoolPerRequest::daemon;
    var pool = newCachedThreadPool(f); // want source:pool-not-shut-down, runtime:pool-not-shut-down
    Future<Integer> net = pool.submit(article::length);
    Future<Integer> tax = pool.submit(() -> article.length() / 5);
    return net.get() + tax.get();
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int total = 0;
    for (String article : new String[] {"lamp", "table", "carpet"}) {
      total += price(article);
    }
    System.out.println("total " + total);
  }
}
