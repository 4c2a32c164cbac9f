package example.task;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** Failures of stages and fork/join tasks that nobody reads, and of a timer. */
public final class BrokenStages {

  private BrokenStages() {}

  private static int fail(String name) {
    throw new IllegalArgumentException(name);
  }

  static void supplied() {
    CompletableFuture.supplyAsync(() -> fail("supplied"));
  }

  static void chained() {
    CompletableFuture.supplyAsync(() -> fail("chained"))
        .thenApply(x -> x + 1)
        .thenAccept(System.out::println);
  }

  static void atOnce() {
    CompletableFuture.completedFuture(1).thenApply(x -> fail("at once"));
  }

  static void later() {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    first.thenRun(() -> fail("later"));
    first.complete(1);
  }

  static void given() {
    CompletableFuture<Integer> given = new CompletableFuture<>();
    given.thenAccept(System.out::println);
    given.completeExceptionally(new IllegalStateException("given"));
  }

  static CompletableFuture<Integer> born() {
    return CompletableFuture.failedFuture(new IllegalStateException("born"));
  }

  /** Two tasks of one method, failing at one place. */
  static void twins() {
    CompletableFuture.supplyAsync(() -> fail("twin"));
    CompletableFuture.supplyAsync(() -> fail("twin"));
  }

  static void timer() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Timer timer = new Timer(true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            ran.countDown();
            fail("timer");
          }
        },
        1);
    ran.await();
  }

  static void forked() {
    ForkJoinPool.commonPool().submit(() -> fail("forked"));
  }

  static void adapted() {
    ForkJoinPool.commonPool().execute(ForkJoinTask.adapt(() -> fail("adapted"), null));
  }

  public static void main(String[] args) throws InterruptedException {
    supplied();
    chained();
    atOnce();
    later();
    given();
    born();
    twins();
    timer();
    forked();
    adapted();
    Thread.sleep(300);
  }
}
