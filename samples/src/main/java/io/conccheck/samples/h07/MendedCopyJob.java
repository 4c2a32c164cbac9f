package io.conccheck.samples.h07;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/** Each job takes one connection, gives it back, and then takes the other. */
public final class MendedCopyJob {
  private final BlockingQueue<Object> pool = new ArrayBlockingQueue<>(2);
  private final CountDownLatch both = new CountDownLatch(2);

  private MendedCopyJob() {
    pool.add(new Object());
    pool.add(new Object());
  }

  private void copy() {
    try {
      Object from = pool.take();
      both.countDown();
      both.await();
      pool.add(from);
      Object to = pool.take();
      System.out.println("copied");
      pool.add(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedCopyJob job = new MendedCopyJob();
    Thread first = new Thread(job::copy, "first");
    Thread second = new Thread(job::copy, "second");
    first.start();
    second.start();
    first.join();
    second.join();
  }
}
