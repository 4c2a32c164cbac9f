package example.task;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tasks whose failures are read, cannot be, or need not be. */
public final class Mended {

  private Mended() {}

  private static int fail(String why) {
    throw new IllegalStateException(why);
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 200; i++) {
      read(pool.submit(() -> fail("read")));
    }
    Future<?> late = pool.submit(() -> fail("read late"));
    completionService(pool);
    int any = pool.invokeAny(List.of(Mended::slowly, () -> fail("any")));
    System.out.println(any);
    told();
    handled();
    for (Future<Object> each : pool.invokeAll(List.of(() -> fail("one of all")))) {
      read(each);
    }
    Future<?> stopped = pool.submit(Mended::sleep);
    Thread.sleep(100);
    stopped.cancel(true);
    pool.submit(Mended::sleep);
    Thread.sleep(100);
    pool.shutdownNow();
    read(late);
    waitedFor();
    for (int i = 0; i < 10; i++) {
      System.gc();
      Thread.sleep(100);
    }
    System.out.println("done");
  }

  private static void read(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause().getMessage() == null) {
        throw new AssertionError(e);
      }
    }
  }

  /** Whoever has a handler has looked. */
  private static void handled() throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            1,
            task -> {
              Thread t = new Thread(task);
              t.setUncaughtExceptionHandler((dying, e) -> System.out.println(e.getMessage()));
              return t;
            });
    pool.execute(() -> fail("handled"));
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  private static int slowly() throws InterruptedException {
    Thread.sleep(100);
    return 1;
  }

  private static Object sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException("stopped", e);
    }
    return null;
  }

  private static void completionService(ExecutorService pool) throws InterruptedException {
    ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool);
    Callable<Integer> task = () -> fail("completion");
    service.submit(task);
    read(service.take());
  }

  /** A pool that looks itself at what its tasks have thrown. */
  private static void told() throws InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected void afterExecute(Runnable r, Throwable t) {
            try {
              ((Future<?>) r).get();
            } catch (ExecutionException e) {
              System.out.println("told");
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    pool.submit(() -> fail("told"));
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  private static void waitedFor() throws InterruptedException {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    read(timer.scheduleAtFixedRate(() -> fail("waited for"), 300, 10, TimeUnit.MILLISECONDS));
    timer.shutdown();
  }
}
