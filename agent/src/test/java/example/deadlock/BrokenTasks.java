package example.deadlock;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Locks that meet in tasks, in orders that can close a circle; each nested class is one case. */
public final class BrokenTasks {

  private BrokenTasks() {}

  static void run() throws Exception {
    TasksOfOnePool.run();
    ForkedTasks.run();
    StagesApart.run();
    TimerTasks.run();
    QueueBetween.run();
    PermitBetween.run();
    LatchOnOneSideOnly.run();
    SecondTimeRound.run();
    if (Runtime.version().feature() >= 21) {
      Virtual.run();
    }
  }

  static final class TasksOfOnePool {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      CountDownLatch started = new CountDownLatch(2);
      CountDownLatch done = new CountDownLatch(2);
      Turns turns = new Turns();
      pool.execute(() -> turns.take(0, () -> nest(started, a, b, done)));
      pool.execute(() -> turns.take(1, () -> nest(started, b, a, done)));
      done.await();
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }

    static void nest(CountDownLatch started, Object outer, Object inner, CountDownLatch done) {
      started.countDown();
      both(outer, inner);
      done.countDown();
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** The second task mostly runs on the worker that ran the first, and need not. */
  static final class ForkedTasks {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ForkJoinPool pool = new ForkJoinPool(2);
      Turns turns = new Turns();
      pool.execute(() -> turns.take(0, () -> TasksOfOnePool.both(a, b)));
      turns.take(1, () -> pool.execute(() -> TasksOfOnePool.both(b, a)));
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  static final class StagesApart {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      CompletableFuture<Void> one = CompletableFuture.runAsync(() -> both(a, b), pool);
      CompletableFuture<Void> two = CompletableFuture.runAsync(() -> nap(), pool);
      CompletableFuture.allOf(one, two.thenRunAsync(() -> both(b, a), pool)).join();
      pool.shutdown();
    }

    static void nap() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class TimerTasks {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Timer one = new Timer(true);
      Timer two = new Timer(true);
      one.schedule(task(a, b), 1);
      two.schedule(task(b, a), 50);
      Thread.sleep(150);
      one.cancel();
      two.cancel();
    }

    static TimerTask task(Object outer, Object inner) {
      return new TimerTask() {
        @Override
        public void run() {
          both(outer, inner);
        }
      };
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** The first thread happens to hand on a message after its work. */
  static final class QueueBetween {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      BlockingQueue<String> queue = new ArrayBlockingQueue<>(2);
      queue.put("early");
      Thread one =
          new Thread(
              () -> {
                both(a, b);
                queue.offer("late");
              });
      one.start();
      Thread.sleep(20);
      Thread two =
          new Thread(
              () -> {
                queue.poll();
                queue.poll();
                both(b, a);
              });
      two.start();
      one.join();
      two.join();
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class PermitBetween {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Semaphore permits = new Semaphore(1);
      Turns.inTurn(() -> work(permits, a, b), () -> work(permits, b, a));
    }

    static void work(Semaphore permits, Object outer, Object inner) throws InterruptedException {
      permits.acquire();
      permits.release();
      both(outer, inner);
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** The latch is awaited after the work, and so orders nothing of it. */
  static final class LatchOnOneSideOnly {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      CountDownLatch latch = new CountDownLatch(1);
      Turns.inTurn(
          () -> {
            latch.countDown();
            both(a, b);
          },
          () -> {
            latch.await();
            both(b, a);
          });
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** The first pass is ordered by a join, the second is not. */
  static final class SecondTimeRound {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Thread first = new Thread(() -> both(a, b));
      first.start();
      first.join();
      both(b, a);
      Turns.inTurn(() -> both(a, b), () -> both(b, a));
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class Virtual {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Object b = new Object();
      Thread one = start(() -> nest(a, b));
      Thread two = start(() -> turn(a, b));
      one.join();
      two.join();
    }

    static void nest(Lock lock, Object monitor) {
      lock.lock();
      synchronized (monitor) {
        lock.unlock();
      }
    }

    static void turn(Lock lock, Object monitor) {
      StagesApart.nap();
      synchronized (monitor) {
        lock.lock();
        lock.unlock();
      }
    }

    static Thread start(Runnable task) throws ReflectiveOperationException {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }
  }
}
