package example.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

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
    new CompletableFuture<Integer>().completeExceptionally(new IllegalStateException("mine"));
  }

  public static void main(String[] args) throws Exception {
    waited();
    handled();
    handledLater();
    together();
    stopped();
    Thread.sleep(300);
    System.out.println("done");
  }
}
