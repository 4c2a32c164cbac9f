package io.conccheck.samples.h29;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Counts finished copies; a copy that fails is never counted and the count never ends. */
public final class BrokenFolderCopy {
  private final CountDownLatch copied = new CountDownLatch(2);

  private void copy(String file) {
    if (file.isEmpty()) {
      throw new IllegalArgumentException("no such file"); // want runtime:unread-task-failure
    }
    copied.countDown(); // want source:counted-completion-lost
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenFolderCopy copier = new BrokenFolderCopy();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.execute(() -> copier.copy("a.txt"));
    pool.execute(() -> copier.copy(""));
    pool.shutdown();
    boolean all = copier.copied.await(1, TimeUnit.SECONDS);
    System.out.println(all ? "all copied" : copier.copied.getCount() + " copies missing");
  }
}
