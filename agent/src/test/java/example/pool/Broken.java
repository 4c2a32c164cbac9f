package example.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools that nobody shuts down, one way each. */
public final class Broken {

  private Broken() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "idle" -> {
        fixed();
        single();
        constructor();
        timer();
        scheduled();
      }
      case "more-and-more" -> {
        while (args.length == 1) {
          perRequest();
          Thread.sleep(50);
        }
      }
      case "exit" -> {
        fixed();
        forkJoin();
        for (int i = 0; i < 7; i++) {
          perRequest();
        }
        busy();
        daemon();
        System.exit(0);
      }
      case "halt-busy" -> {
        busy();
        Runtime.getRuntime().halt(0);
      }
      case "exit-daemon" -> {
        daemon();
        System.exit(args.length > 1 ? Integer.parseInt(args[1]) : 0);
      }
      case "throw-daemon" -> {
        daemon();
        throw new IllegalStateException("on purpose");
      }
      case "return-daemon" -> daemon();
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  static void fixed() {
    Executors.newFixedThreadPool(2).execute(() -> System.out.println("task"));
  }

  /** Some JDKs end a pool of one and a timer when they are unreachable: these are kept. */
  private static ExecutorService kept;

  private static Timer housekeeping;

  static void single() {
    kept = Executors.newSingleThreadExecutor();
    kept.execute(() -> System.out.println("task"));
  }

  static void constructor() {
    new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())
        .execute(() -> System.out.println("task"));
  }

  static void timer() {
    housekeeping = new Timer("housekeeping");
    housekeeping.schedule(
        new TimerTask() {
          @Override
          public void run() {
            System.out.println("task");
          }
        },
        10);
  }

  static void scheduled() {
    Executors.newScheduledThreadPool(1)
        .schedule(() -> System.out.println("task"), 10, TimeUnit.MILLISECONDS);
  }

  static void busy() throws InterruptedException {
    ExecutorService pool = Executors.newCachedThreadPool();
    CountDownLatch running = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      pool.execute(
          () -> {
            running.countDown();
            sleep(30_000);
          });
    }
    running.await();
  }

  static void daemon() throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            1,
            task -> {
              Thread t = new Thread(task, "daemon worker");
              t.setDaemon(true);
              return t;
            });
    pool.execute(() -> System.out.println("task"));
    Thread.sleep(200);
  }

  static void forkJoin() throws Exception {
    new ForkJoinPool(2).submit(() -> System.out.println("task")).get();
  }

  private static final List<ExecutorService> LEAKED = new ArrayList<>();

  static void perRequest() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    LEAKED.add(pool);
    pool.submit(() -> sleep(1)).get();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
