package example.deadlock;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;

/** Pools, and who waits for them or for itself. */
final class StrandedPools {

  private StrandedPools() {}

  /** A task hands in more than its pool has room for, and waits for room. */
  static void ownQueue() {
    RejectedExecutionHandler waitsForRoom = (task, pool) -> Turns.now(() -> put(task, pool));
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), waitsForRoom);
    pool.execute(
        () -> {
          for (int i = 0; i < 3; i++) {
            pool.execute(() -> {});
          }
        });
  }

  /** A task waits for a sign that never comes; who waits for the pool would never go on either. */
  static void awaited() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CountDownLatch latch = new CountDownLatch(1);
    pool.execute(() -> Turns.now(latch::await));
    pool.shutdown();
    pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    latch.countDown();
  }

  /** A task closes the executor it runs on; by reflection: this is compiled for 17. */
  static void closedWithin() throws Exception {
    ExecutorService each =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    each.submit(() -> ExecutorService.class.getMethod("close").invoke(each)).get();
  }

  /** Who was to count has gone; another thread waits as well, with a limit that is none. */
  static void dayOff() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Thread.sleep(300); // the watchdog has looked by then
    Stranded.start(() -> latch.await(1, TimeUnit.DAYS));
    latch.await();
  }

  /** Nobody is let in twice, not even who is in. */
  static void stampedAgain() {
    StampedLock lock = new StampedLock();
    lock.unlockWrite(lock.writeLock());
    long outer = lock.writeLock();
    long inner = lock.writeLock();
    lock.unlockWrite(inner);
    lock.unlockWrite(outer);
  }

  private static void put(Runnable task, ThreadPoolExecutor pool) throws InterruptedException {
    pool.getQueue().put(task);
  }
}
