package io.conccheck.samples.h23;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Four workers, but each page is awaited before the next is asked for: a pool of one. */
public final class BrokenSubmitAndGet {

  private BrokenSubmitAndGet() {}

  private static int fetch(int page) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(20);
    return page * 100;
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    int sum = 0;
    try {
      for (int page = 1; page <= 8; page++) {
        int n = page;
        Callable<Integer> c = () -> fetch(n);
        sum += pool.submit(c).get(); // want source:submit-and-get, runtime:submit-and-get
      }
    } finally {
      pool.shutdown();
    }
    System.out.println(sum + " bytes");
  }
}
