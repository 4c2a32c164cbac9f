package io.conccheck.samples.h29;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Every copy is counted, however it ends. */
public final class MendedFolderCopy {
  private final CountDownLatch ended = new CountDownLatch(2);

  private void copy(String file) {
    try {
      System.out.println(file.isEmpty() ? "no such file" : file + " copied");
    } finally {
      ended.countDown();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedFolderCopy copier = new MendedFolderCopy();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.execute(() -> copier.copy("a.txt"));
    pool.execute(() -> copier.copy(""));
    pool.shutdown();
    System.out.println("all ended " + copier.ended.await(5, TimeUnit.SECONDS));
  }
}
