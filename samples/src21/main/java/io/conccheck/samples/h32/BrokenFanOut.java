package io.conccheck.samples.h32;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Nobody closes the executor of one virtual thread per task: what it asks for is never answered. */
public final class BrokenFanOut {

  private BrokenFanOut() {}

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(3);
    CountDownLatch answers = new CountDownLatch(3);
    ExecutorService mirrors = Executors.newVirtualThreadPerTaskExecutor(); // want[21+] runtime:pool-not-shut-down
    for (int i = 0; i < 3; i++) {
      mirrors.execute( // want[21+] runtime:unfinished-virtual-threads
          () -> {
            asked.countDown();
            try {
              Thread.sleep(30_000);
              answers.countDown();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    asked.await();
    System.out.println("all mirrors asked");
  }
}
