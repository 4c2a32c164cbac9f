package example.order;

import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.pause;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Edges of {@code CompletableFuture}: fields ending in Clean are ordered, those in Racy are not.
 */
public final class StageEdges {

  static int supplyClean;
  static int joinClean;
  static int completeClean;
  static int dependentClean;
  static int asyncDependentClean;
  static int registrationClean;
  static int exceptionallyClean;
  static int handleClean;
  static int composeClean;
  static int combineClean;
  static int allClean;
  static int anyClean;
  static int eitherClean;
  static int getNowClean;
  static int executorClean;
  static int timeoutClean;
  static int copyClean;
  static int lateStageClean;
  static int notJoinedRacy;
  static int siblingsRacy;
  static int afterCompleteRacy;

  private StageEdges() {}

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 10; i++) {
      basics();
      chains();
      groups();
    }
    handOver();
    noEdges();
  }

  private static void basics() throws Exception {
    supplyClean++;
    supplyClean = CompletableFuture.supplyAsync(() -> supplyClean).get();
    joinClean++;
    CompletableFuture.runAsync(() -> joinClean++).join();
    joinClean++;
    Executor own = r -> new Thread(r).start();
    executorClean++;
    CompletableFuture.runAsync(() -> executorClean++, own).get(5, TimeUnit.SECONDS);
    executorClean++;
    CompletableFuture<Integer> f = CompletableFuture.supplyAsync(() -> getNowClean++);
    while (f.getNow(null) == null) {
      pause(1);
    }
    getNowClean++;
    CompletableFuture<Integer> g =
        CompletableFuture.supplyAsync(() -> timeoutClean++).orTimeout(5, TimeUnit.SECONDS);
    g.join();
    timeoutClean++;
  }

  private static void chains() {
    CompletableFuture.runAsync(() -> dependentClean++)
        .thenRun(() -> dependentClean++)
        .thenApply(v -> dependentClean++)
        .thenAccept(v -> dependentClean++)
        .join();
    dependentClean++;
    CompletableFuture.runAsync(() -> asyncDependentClean++)
        .thenRunAsync(() -> asyncDependentClean++)
        .thenApplyAsync(v -> asyncDependentClean++)
        .whenCompleteAsync((v, e) -> asyncDependentClean++)
        .join();
    asyncDependentClean++;
    CompletableFuture.runAsync(
            () -> {
              exceptionallyClean++;
              throw new IllegalStateException();
            })
        .exceptionally(e -> null)
        .thenRun(() -> exceptionallyClean++)
        .join();
    CompletableFuture.supplyAsync(() -> handleClean++)
        .handleAsync((v, e) -> handleClean++)
        .whenComplete((v, e) -> handleClean++)
        .join();
    CompletableFuture.supplyAsync(() -> composeClean++)
        .thenCompose(v -> CompletableFuture.supplyAsync(() -> composeClean++))
        .thenComposeAsync(v -> CompletableFuture.supplyAsync(() -> composeClean++))
        .join();
    composeClean++;
    CompletableFuture<Integer> c = CompletableFuture.supplyAsync(() -> copyClean++).copy();
    c.join();
    copyClean++;
  }

  private static void groups() {
    int[] cells = new int[5];
    CompletableFuture<?>[] all = new CompletableFuture<?>[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int at = i;
      all[i] = CompletableFuture.runAsync(() -> cells[at] = at);
    }
    CompletableFuture.allOf(all).join();
    for (int c : cells) {
      allClean += c;
    }
    CompletableFuture<Integer> left = CompletableFuture.supplyAsync(() -> cells[0]++);
    CompletableFuture<Integer> right = CompletableFuture.supplyAsync(() -> cells[1]++);
    combineClean = left.thenCombine(right, (a, b) -> cells[0] + cells[1]).join();
    left.thenAcceptBothAsync(right, (a, b) -> cells[0]++).join();
    anyClean++;
    CompletableFuture<Object> first =
        CompletableFuture.anyOf(
            CompletableFuture.supplyAsync(() -> anyClean++), new CompletableFuture<Integer>());
    first.join();
    anyClean++;
    eitherClean++;
    CompletableFuture.supplyAsync(() -> eitherClean++)
        .applyToEither(new CompletableFuture<Integer>(), v -> eitherClean++)
        .join();
    eitherClean++;
  }

  private static void handOver() {
    CompletableFuture<String> f = new CompletableFuture<>();
    inTurn(
        () -> {
          registrationClean++;
          f.thenRun(() -> registrationClean++);
        },
        () -> {
          completeClean++;
          f.complete("done");
        },
        () -> {
          f.join();
          completeClean++;
        });
    CompletableFuture<String> g = new CompletableFuture<>();
    inTurn(
        () -> {
          lateStageClean++;
          g.complete("done");
        },
        () -> g.thenRun(() -> lateStageClean++));
  }

  private static void noEdges() {
    CompletableFuture.runAsync(() -> notJoinedRacy++);
    pause(50);
    notJoinedRacy++;
    Executor own = r -> new Thread(r).start();
    CompletableFuture<Void> a =
        CompletableFuture.runAsync(
            () -> {
              pause(50);
              siblingsRacy++;
            },
            own);
    CompletableFuture<Void> b =
        CompletableFuture.runAsync(
            () -> {
              pause(50);
              siblingsRacy++;
            },
            own);
    CompletableFuture.allOf(a, b).join();
    CompletableFuture<String> f = new CompletableFuture<>();
    inTurn(
        () -> {
          f.complete("done");
          afterCompleteRacy++;
        },
        () -> {
          f.join();
          afterCompleteRacy++;
        });
  }
}
