package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Futures that become complete while another thread is in the middle of making a stage of them, and
 * stages that give a future of their own: fields ending in Clean are ordered, those in Racy are
 * not.
 */
public final class LateStageEdges {

  static int whenCompleteClean;
  static int handleClean;
  static int exceptionallyClean;
  static int exceptionallyComposeClean;
  static int composeClean;
  static int applyClean;
  static int combineClean;
  static int acceptBothClean;
  static int runAfterBothClean;
  static int combineSecondClean;
  static int acceptBothSecondClean;
  static int runAfterBothSecondClean;
  static int eitherClean;
  static int foreignClean;
  static int foreignLateClean;
  static int foreignAsyncClean;
  static int minimalClean;
  static int minimalLaterClean;
  static int minimalSecondClean;
  static int composedForeignClean;
  static int composedLaterClean;
  static int composedFailureClean;
  static int afterCompleteRacy;

  private LateStageEdges() {}

  /** Its stages are made only after it has been completed, though it was not at first. */
  private static final class Late<T> extends CompletableFuture<T> {

    private boolean waits = true;

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      if (waits) {
        waits = false;
        next();
        await(2);
      }
      return new CompletableFuture<>();
    }
  }

  public static void main(String[] args) {
    one();
    two();
    foreign();
    minimal();
    late(() -> {}, f -> f.handle((v, e) -> afterCompleteRacy++), () -> afterCompleteRacy++);
  }

  private static void one() {
    late(() -> whenCompleteClean++, f -> f.whenComplete((v, e) -> whenCompleteClean++));
    late(() -> handleClean++, f -> f.handle((v, e) -> handleClean++));
    late(() -> applyClean++, f -> f.thenApply(v -> applyClean++));
    late(() -> composeClean++, f -> f.thenCompose(v -> done(composeClean++)));
    failing(() -> exceptionallyClean++, f -> f.exceptionally(e -> exceptionallyClean++));
    failing(
        () -> exceptionallyComposeClean++,
        f -> f.exceptionallyCompose(e -> done(exceptionallyComposeClean++)));
  }

  private static void two() {
    late(() -> combineClean++, f -> f.thenCombine(done(1), (a, b) -> combineClean++));
    late(() -> acceptBothClean++, f -> f.thenAcceptBoth(done(1), (a, b) -> acceptBothClean++));
    late(() -> runAfterBothClean++, f -> f.runAfterBoth(done(1), () -> runAfterBothClean++));
    late(() -> eitherClean++, f -> f.applyToEither(new Late<>(), v -> eitherClean++));
    second(() -> combineSecondClean++, (f, g) -> f.thenCombine(g, (a, b) -> combineSecondClean++));
    second(
        () -> acceptBothSecondClean++,
        (f, g) -> f.thenAcceptBoth(g, (a, b) -> acceptBothSecondClean++));
    second(
        () -> runAfterBothSecondClean++,
        (f, g) -> f.runAfterBoth(g, () -> runAfterBothSecondClean++));
  }

  private static void foreign() {
    CompletableFuture<Integer> f = new CompletableFuture<>();
    inTurn(
        () -> {
          foreignClean++;
          foreignAsyncClean++;
          f.complete(1);
        },
        () -> done(1).thenCombine(stage(f), (a, b) -> foreignClean++),
        () -> done(1).thenCombineAsync(stage(f), (a, b) -> foreignAsyncClean++).join());
    CompletableFuture<Integer> g = new CompletableFuture<>();
    CompletableFuture<Integer> later = new CompletableFuture<>();
    CompletableFuture<Integer> composed = later.thenCompose(v -> stage(g));
    inTurn(
        () -> {
          composedForeignClean++;
          composedLaterClean++;
          composedFailureClean++;
          g.complete(1);
        },
        () -> {
          done(1).thenCompose(v -> stage(g)).join();
          composedForeignClean++;
        },
        () -> later.complete(1),
        () -> {
          composed.join();
          composedLaterClean++;
        },
        () -> {
          CompletableFuture<Integer> failed =
              CompletableFuture.failedFuture(new IllegalStateException());
          failed.exceptionallyCompose(e -> stage(g)).join();
          composedFailureClean++;
        });
    second(
        () -> foreignLateClean++, (s, t) -> s.thenCombine(stage(t), (a, b) -> foreignLateClean++));
  }

  private static void minimal() {
    CompletableFuture<Integer> f = new CompletableFuture<>();
    CompletionStage<Integer> early = f.minimalCompletionStage();
    inTurn(
        () -> {
          minimalClean++;
          minimalLaterClean++;
          minimalSecondClean++;
          f.complete(1);
        },
        () -> {
          early.toCompletableFuture().join();
          minimalClean++;
        },
        () -> {
          f.minimalCompletionStage().toCompletableFuture().join();
          minimalLaterClean++;
        },
        () -> done(1).thenCombine(early, (a, b) -> minimalSecondClean++));
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /** A stage of nobody's own kind that stands for that future. */
  @SuppressWarnings("unchecked")
  private static CompletionStage<Integer> stage(CompletableFuture<Integer> future) {
    return (CompletionStage<Integer>)
        Proxy.newProxyInstance(
            LateStageEdges.class.getClassLoader(),
            new Class<?>[] {CompletionStage.class},
            (self, method, args) -> future);
  }

  private static void late(Runnable before, Consumer<Late<Integer>> use) {
    late(before, use, () -> {});
  }

  private static void late(Runnable before, Consumer<Late<Integer>> use, Runnable after) {
    Late<Integer> f = new Late<>();
    together(
        () -> {
          await(1);
          before.run();
          f.complete(1);
          after.run();
          next();
        },
        () -> use.accept(f));
  }

  private static void failing(Runnable before, Consumer<Late<Integer>> use) {
    Late<Integer> f = new Late<>();
    together(
        () -> {
          await(1);
          before.run();
          f.completeExceptionally(new IllegalStateException());
          next();
        },
        () -> use.accept(f));
  }

  /** What makes a stage of two. */
  private interface Two {
    void use(Late<Integer> first, CompletableFuture<Integer> second);
  }

  private static void second(Runnable before, Two use) {
    Late<Integer> f = new Late<>();
    CompletableFuture<Integer> g = new CompletableFuture<>();
    f.complete(1);
    together(
        () -> {
          await(1);
          before.run();
          g.complete(1);
          next();
        },
        () -> use.use(f, g));
  }
}
