package io.conccheck.samples.h31;

import static java.util.concurrent.Executors.newFixedThreadPool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** Virtual threads are cheap and not for keeping; here two of them serve everybody. */
public final class BrokenVirtualPool {

  private BrokenVirtualPool() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    ThreadFactory virtual = Thread.ofVirtual().factory();
    try (var pool = newFixedThreadPool(2, virtual)) { // want source:pooled-virtual-threads, runtime:pooled-virtual-threads
      List<Future<Integer>> pages = new ArrayList<>();
      for (String page : List.of("home", "news", "about")) {
        pages.add(pool.submit(page::length));
      }
      int total = 0;
      for (Future<Integer> page : pages) {
        total += page.get();
      }
      System.out.println(total + " bytes");
    }
  }
}
