package io.conccheck.samples.h32;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Closing the executor waits for all tasks. */
public final class MendedFanOut {

  private MendedFanOut() {}

  public static void main(String[] args) {
    CountDownLatch answers = new CountDownLatch(3);
    try (ExecutorService mirrors = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        mirrors.execute(
            () -> {
              try {
                Thread.sleep(30);
                answers.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
      }
    }
    System.out.println("all mirrors answered: " + (answers.getCount() == 0));
  }
}
