package example.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Short children and short-lived pools, very many of both, each looked after. */
public final class Many {

  private Many() {}

  private static void children(int count) {
    try {
      for (int i = 0; i < count; i++) {
        Process child = new ProcessBuilder("/bin/true").start();
        if (child.waitFor() != 0) {
          throw new IllegalStateException("child " + i);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pools(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      ExecutorService pool = Executors.newFixedThreadPool(2);
      CountDownLatch ran = new CountDownLatch(2);
      pool.execute(ran::countDown);
      pool.execute(ran::countDown);
      ran.await();
      pool.shutdown();
      if (!pool.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("pool " + i);
      }
    }
  }

  /** Arguments: how many children, by how many threads, how many pools. */
  public static void main(String[] args) throws InterruptedException {
    Thread[] starters = new Thread[Integer.parseInt(args[1])];
    for (int i = 0; i < starters.length; i++) {
      starters[i] = new Thread(() -> children(Integer.parseInt(args[0]) / starters.length));
      starters[i].start();
    }
    pools(Integer.parseInt(args[2]));
    for (Thread t : starters) {
      t.join();
    }
    System.out.println("done");
  }
}
