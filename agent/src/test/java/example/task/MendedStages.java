package example.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Failures of stages that somebody reads, in every way there is. */
public final class MendedStages {

  private MendedStages() {}

  private static int fail() {
    throw new IllegalArgumentException("failed");
  }

  private static CompletableFuture<Integer> failing() {
    return CompletableFuture.supplyAsync(MendedStages::fail);
  }

  private static void waited() throws Exception {
    try {
      failing().join();
    } catch (CompletionException e) {
      System.out.println("join told " + e.getCause());
    }
    try {
      failing().thenApply(x -> x).thenCompose(x -> failing()).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      System.out.println("get told " + e.getCause());
    }
  }

  private static void handled() {
    failing().handle((x, e) -> 0).thenAccept(x -> {});
    failing().thenApply(x -> x).exceptionally(e -> 0);
    failing().whenCompleteAsync((x, e) -> System.out.println("told " + e));
  }

  private static void handledLater() throws InterruptedException {
    CompletableFuture<Integer> failed = failing();
    CompletableFuture<Integer> asked = failing();
    Thread.sleep(200);
    failed.exceptionally(e -> 0);
    System.out.println(asked.isCompletedExceptionally());
  }

  /** The function is there before the failure is. */
  private static void composedBefore() {
    CompletableFuture<Integer> plain = new CompletableFuture<>();
    CompletableFuture<Integer> async = new CompletableFuture<>();
    plain.exceptionallyCompose(e -> CompletableFuture.completedFuture(0)).thenAccept(x -> {});
    async.thenApply(x -> x).exceptionallyComposeAsync(e -> CompletableFuture.completedFuture(0));
    plain.completeExceptionally(new IllegalStateException("composed"));
    async.completeAsync(MendedStages::fail);
  }

  private static void together() {
    try {
      CompletableFuture.allOf(failing(), failing().thenApply(x -> x), failing()).join();
    } catch (CompletionException e) {
      System.out.println("allOf told " + e.getCause());
    }
    CompletableFuture<Integer> winner = CompletableFuture.completedFuture(1);
    CompletableFuture.anyOf(winner, failing()).join();
    winner.applyToEither(failing(), x -> x).join();
  }

  private static void stopped() {
    CompletableFuture<Integer> never = new CompletableFuture<>();
    never.thenApply(x -> x + 1);
    never.cancel(true);
  }

  /** Futures that the program itself completes by exceptions, which somebody takes. */
  private static void given() throws InterruptedException {
    CompletableFuture<Integer> before = new CompletableFuture<>();
    before.whenComplete((x, e) -> System.out.println("told " + e));
    before.completeExceptionally(new IllegalStateException("handed in before"));
    CompletableFuture<Integer> late = new CompletableFuture<>();
    late.complete(1);
    late.completeExceptionally(new IllegalStateException("too late"));
    CompletableFuture<Integer> relayed = new CompletableFuture<>();
    failing().whenComplete((x, e) -> relayed.completeExceptionally(e));
    try {
      relayed.thenApply(x -> x).get();
    } catch (ExecutionException e) {
      System.out.println("relayed told " + e.getCause());
    }
    if (CompletableFuture.failedFuture(new IllegalStateException("born"))
        .isCompletedExceptionally()) {
      System.out.println("asked");
    }
    new CompletableFuture<Integer>().orTimeout(1, TimeUnit.MILLISECONDS);
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
        return fail();
      }
      Sum left = new Sum(depth - 1);
      left.fork();
      return new Sum(depth - 1).compute() + left.join();
    }
  }

  private static void forked() {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    try {
      pool.invoke(new Sum(3));
    } catch (IllegalArgumentException e) {
      System.out.println("invoke told " + e);
    }
    ForkJoinTask<Integer> asked = pool.submit(new Sum(2));
    asked.quietlyJoin();
    System.out.println(asked.isCompletedAbnormally());
    try {
      pool.submit(() -> fail()).get();
    } catch (InterruptedException | ExecutionException e) {
      System.out.println("get told " + e.getCause());
    }
    try {
      IntStream.range(0, 1000).parallel().forEach(i -> fail());
    } catch (IllegalArgumentException e) {
      System.out.println("stream told " + e);
    }
    pool.execute(() -> System.out.println("no failure"));
  }

  public static void main(String[] args) throws Exception {
    waited();
    handled();
    handledLater();
    composedBefore();
    together();
    stopped();
    given();
    forked();
    Thread.sleep(300);
    System.out.println("done");
  }
}
