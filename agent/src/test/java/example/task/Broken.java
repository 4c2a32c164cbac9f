package example.task;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tasks whose failures nobody reads. */
public final class Broken {

  private Broken() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "dropped" -> dropped();
      case "kept" -> kept();
      case "once" -> once();
      case "periodic" -> periodic();
      case "plain" -> plain();
      case "all" -> all();
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  static void parse(String text) {
    if (Integer.parseInt(text) < 0) {
      throw new IllegalArgumentException(text);
    }
  }

  /** The future is garbage long before the program halts. */
  static void dropped() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> parse("-1"));
    for (int i = 0; i < 30; i++) {
      Thread.sleep(100);
      System.gc();
    }
    System.out.println("halting");
    Thread.sleep(60_000);
  }

  static void kept() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    Future<?> future = pool.submit(() -> parse("-1"));
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println(future.isDone());
  }

  static void plain() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(() -> parse("-1"));
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** The pool itself waits for the outcomes, and gives them to a caller who lets them fall. */
  static void all() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    Callable<Object> task =
        () -> {
          parse("-1");
          return null;
        };
    pool.invokeAll(List.of(task));
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  static void once() throws InterruptedException {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    timer.schedule(() -> parse("-1"), 10, TimeUnit.MILLISECONDS);
    timer.shutdown();
    timer.awaitTermination(10, TimeUnit.SECONDS);
  }

  static void periodic() throws InterruptedException {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    timer.scheduleAtFixedRate(() -> parse("-1"), 0, 10, TimeUnit.MILLISECONDS);
    Thread.sleep(300);
    timer.shutdown();
  }
}
