package example.blocking;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.locks.ReentrantLock;

/** What waits on an event loop and on the common pool, and what may. */
public final class Loops {

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Object MONITOR = new Object();

  private Loops() {}

  /** An event loop of the application's own. */
  static final class Loop extends Thread {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    Loop() {
      super("my-loop-1");
    }

    @Override
    public void run() {
      try {
        while (true) {
          Runnable task = tasks.take();
          task.run();
          Thread.sleep(30);
        }
      } catch (InterruptedException e) {
        System.out.println("the loop ends");
      }
    }
  }

  static void pause() {
    try {
      Thread.sleep(800);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void monitor() {
    synchronized (MONITOR) {
      try {
        MONITOR.wait(800);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static void inCommonPool(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1L;
    private final int depth;

    Sum(int depth) {
      this.depth = depth;
    }

    @Override
    protected Integer compute() {
      if (depth == 0) {
        return 1;
      }
      ForkJoinTask<Integer> left = new Sum(depth - 1).fork();
      return new Sum(depth - 1).compute() + left.join();
    }
  }

  private static void locks() {
    LOCK.lock();
    LOCK.unlock();
  }

  public static void main(String[] args) throws Exception {
    Loop loop = new Loop();
    loop.start();
    CountDownLatch latch = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    if (args[0].equals("broken")) {
      loop.tasks.add(() -> await(latch));
      loop.tasks.add(Loops::pause);
      loop.tasks.add(Loops::monitor);
      ForkJoinTask<?> task = ForkJoinPool.commonPool().submit(() -> inCommonPool(latch));
      while (loop.getState() != Thread.State.WAITING) {
        Thread.sleep(10);
      }
      Thread.sleep(50);
      latch.countDown();
      task.get();
    } else {
      LOCK.lock();
      loop.tasks.add(Loops::locks);
      loop.tasks.add(latch::countDown);
      Thread.sleep(200);
      LOCK.unlock();
      latch.await();
      System.out.println(ForkJoinPool.commonPool().invoke(new Sum(8)));
      pause();
    }
    loop.tasks.add(done::countDown);
    done.await();
    loop.interrupt();
    loop.join();
  }
}
