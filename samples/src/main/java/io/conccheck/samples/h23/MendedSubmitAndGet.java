package io.conccheck.samples.h23;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** All pages are asked for, then all are awaited. */
public final class MendedSubmitAndGet {

  private MendedSubmitAndGet() {}

  private static int fetch(int page) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(20);
    return page * 100;
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    int bytes = 0;
    try {
      List<Future<Integer>> pages = new ArrayList<>();
      for (int page = 1; page <= 8; page++) {
        int n = page;
        pages.add(pool.submit(() -> fetch(n)));
      }
      for (Future<Integer> page : pages) {
        bytes += page.get();
      }
    } finally {
      pool.shutdown();
    }
    System.out.println(bytes + " bytes");
  }
}
