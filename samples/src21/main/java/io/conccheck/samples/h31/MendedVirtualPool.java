package io.conccheck.samples.h31;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A virtual thread for every task. */
public final class MendedVirtualPool {

  private MendedVirtualPool() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
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
