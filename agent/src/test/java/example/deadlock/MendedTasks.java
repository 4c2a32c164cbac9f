package example.deadlock;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Twins of {@link BrokenTasks} that no schedule can stop; each nested class is one case. */
public final class MendedTasks {

  private MendedTasks() {}

  static void run() throws Exception {
    OneWorker.run();
    OneCoreWorker.run();
    OneScheduler.run();
    OneTimer.run();
    InvokeAll.run();
    Stages.run();
    PhaserBetween.run();
    TaskThenGet.run();
    TasksByWorkers.run();
    ForkedTasks.run();
    ParallelStream.run();
    if (Runtime.version().feature() >= 21) {
      Virtual.run();
    }
  }

  static void both(Object outer, Object inner) {
    synchronized (outer) {
      synchronized (inner) {
        Thread.onSpinWait();
      }
    }
  }

  static void inPool(ExecutorService pool) throws Exception {
    Object a = new Object();
    Object b = new Object();
    pool.submit(() -> both(a, b));
    pool.submit(() -> both(b, a));
    pool.submit(() -> both(a, b)).get();
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  static final class OneWorker {
    static void run() throws Exception {
      inPool(Executors.newSingleThreadExecutor());
    }
  }

  /** A pool with an unbounded queue never grows beyond its core. */
  static final class OneCoreWorker {
    static void run() throws Exception {
      inPool(new ThreadPoolExecutor(1, 9, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
    }
  }

  static final class OneScheduler {
    static void run() throws Exception {
      ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
      Object a = new Object();
      Object b = new Object();
      pool.schedule(() -> both(a, b), 1, TimeUnit.MILLISECONDS);
      pool.schedule(() -> both(b, a), 2, TimeUnit.MILLISECONDS).get();
      inPool(pool);
    }
  }

  static final class OneTimer {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Timer timer = new Timer(true);
      timer.schedule(task(a, b), 1);
      timer.schedule(task(b, a), 20);
      Thread.sleep(60);
      timer.cancel();
    }

    static TimerTask task(Object outer, Object inner) {
      return new TimerTask() {
        @Override
        public void run() {
          both(outer, inner);
        }
      };
    }
  }

  static final class InvokeAll {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      pool.invokeAll(List.of(call(a, b), call(a, b)));
      pool.invokeAll(List.of(call(b, a), call(b, a)));
      pool.shutdown();
    }

    static Callable<Void> call(Object outer, Object inner) {
      return () -> {
        both(outer, inner);
        return null;
      };
    }
  }

  static final class Stages {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      CompletableFuture.runAsync(() -> both(a, b), pool)
          .thenRunAsync(() -> both(b, a), pool)
          .thenRun(() -> both(a, b))
          .thenComposeAsync(x -> CompletableFuture.runAsync(() -> both(b, a), pool), pool)
          .join();
      both(a, b);
      pool.shutdown();
    }
  }

  static final class PhaserBetween {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Phaser phaser = new Phaser(2);
      Thread t =
          new Thread(
              () -> {
                both(a, b);
                phaser.arriveAndAwaitAdvance();
              });
      t.start();
      phaser.arriveAndAwaitAdvance();
      both(b, a);
      t.join();
    }
  }

  static final class TaskThenGet {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(3);
      for (int i = 0; i < 6; i++) {
        int n = i;
        pool.submit(() -> both(n % 2 == 0 ? a : b, n % 2 == 0 ? b : a)).get();
      }
      pool.shutdown();
    }
  }

  /** Many tasks of one order, by whatever worker. */
  static final class TasksByWorkers {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(3);
      for (int i = 0; i < 20; i++) {
        pool.execute(() -> both(a, b));
      }
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      both(b, a);
    }
  }

  /** Of one worker, or of two after the end of the first. */
  static final class ForkedTasks {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ForkJoinPool one = new ForkJoinPool(1);
      one.execute(() -> both(a, b));
      one.execute(() -> both(b, a));
      end(one);
      ForkJoinPool two = new ForkJoinPool(2);
      two.execute(() -> both(a, b));
      two.execute(() -> both(a, b));
      end(two);
      both(b, a);
    }

    private static void end(ForkJoinPool pool) throws InterruptedException {
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  static final class ParallelStream {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      List.of(1, 2, 3, 4, 5, 6, 7, 8).parallelStream().forEach(i -> both(a, b));
      List.of(1, 2, 3, 4, 5, 6, 7, 8).parallelStream().forEach(i -> both(b, a));
    }
  }

  static final class Virtual {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      BrokenTasks.Virtual.start(() -> both(a, b)).join();
      BrokenTasks.Virtual.start(() -> both(b, a)).join();
    }
  }
}
