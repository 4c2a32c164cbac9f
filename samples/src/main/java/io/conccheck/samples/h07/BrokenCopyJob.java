package io.conccheck.samples.h07;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/** Each job needs two of two connections and takes them one by one from a pool made of a queue. */
public final class BrokenCopyJob {
  private final BlockingQueue<Object> pool = new ArrayBlockingQueue<>(2);
  private final CountDownLatch both = new CountDownLatch(2);

  private BrokenCopyJob() {
    pool.add(new Object());
    pool.add(new Object());
  }

  private void copy() {
    try {
      Object from = pool.take(); // want runtime:unsafe-state
      both.countDown();
      both.await(); // the jobs meet before they ask for their second connection
      Object to = pool.poll(300, MILLISECONDS);
      System.out.println(to == null ? "no second connection" : "copied");
      if (to != null) {
        pool.add(to);
      }
      pool.add(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenCopyJob job = new BrokenCopyJob();
    Thread first = new Thread(job::copy, "first");
    Thread second = new Thread(job::copy, "second");
    first.start();
    second.start();
    first.join();
    second.join();
  }
}
