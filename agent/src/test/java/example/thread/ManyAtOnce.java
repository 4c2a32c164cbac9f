package example.thread;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Thousands of virtual threads that have all learnt of one another and wait for a signal. */
public final class ManyAtOnce {

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static int count;

  private ManyAtOnce() {}

  private static void step() {
    LOCK.lock();
    try {
      count++;
    } finally {
      LOCK.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[0]);
    CountDownLatch there = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(threads);
    Runnable task =
        () -> {
          step();
          there.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            return;
          }
          step();
          ended.countDown();
        };
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int i = 0; i < threads; i++) {
      start.invoke(null, task);
    }
    there.await();
    go.countDown();
    ended.await();
    System.out.println("counted " + count);
  }
}
