package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.Pipelines;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Tasks that wait on threads that everybody shares. */
@AutoService({Rule.class, Carded.class})
public final class BlockingInCommonPool implements Rule {

  private static final Set<String> STARTS = Set.of("supplyAsync", "runAsync");
  private static final Set<String> STAGES =
      Set.of(
          "thenApply",
          "thenAccept",
          "thenRun",
          "thenCompose",
          "thenCombine",
          "whenComplete",
          "handle",
          "thenApplyAsync",
          "thenAcceptAsync",
          "thenRunAsync",
          "thenComposeAsync",
          "thenCombineAsync",
          "whenCompleteAsync",
          "handleAsync");

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    Set<Node> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (MethodCallExpr call : common(file)) {
      for (Expression argument : call.getArguments()) {
        Node body = tasks.body(argument);
        for (Node part : body == null ? List.<Node>of() : tasks.reach(body)) {
          Tree.within(part, MethodCallExpr.class).stream()
              .filter(c -> waits(c, file) && told.add(c))
              .forEach(c -> report(file, call, c));
        }
      }
    }
  }

  private static List<MethodCallExpr> common(RuleContext file) {
    List<MethodCallExpr> found = new ArrayList<>();
    for (MethodCallExpr c :
        file.callsOn("java.util.concurrent.CompletableFuture", STARTS.toArray(String[]::new))) {
      if (c.getArguments().size() == 1) {
        found.add(c);
      }
    }
    for (MethodCallExpr c :
        file.callsOn("java.util.concurrent.CompletionStage", STAGES.toArray(String[]::new))) {
      boolean executor =
          c.getArguments().stream()
              .anyMatch(a -> file.types().isA(a, "java.util.concurrent.Executor"));
      boolean enough = !c.getNameAsString().endsWith("Async") || !executor;
      boolean unknown = c.getNameAsString().endsWith("Async") && c.getArguments().size() > limit(c);
      if (enough && !unknown && !isCommonBefore(c, file)) {
        found.add(c);
      }
    }
    for (MethodCallExpr parallel : Pipelines.parallel(file)) {
      found.addAll(Pipelines.from(parallel));
    }
    for (MethodCallExpr c : file.calls("submit", "execute", "invoke")) {
      boolean pool =
          c.getScope().map(Types::bare).orElse(null) instanceof MethodCallExpr s
              && s.getNameAsString().equals("commonPool");
      if (pool) {
        found.add(c);
      }
    }
    return found;
  }

  private static int limit(MethodCallExpr c) {
    return c.getNameAsString().startsWith("thenCombine") ? 2 : 1;
  }

  /** A stage without Async after one with an executor of its own runs on that one's threads. */
  private static boolean isCommonBefore(MethodCallExpr c, RuleContext file) {
    return !c.getNameAsString().endsWith("Async")
        && Pipelines.around(c).stream()
            .anyMatch(
                s ->
                    s.getNameAsString().endsWith("Async")
                        && s.getArguments().stream()
                            .anyMatch(a -> file.types().isA(a, "java.util.concurrent.Executor")));
  }

  private static boolean waits(MethodCallExpr c, RuleContext file) {
    String reason = file.facts().blockingReason(c);
    return reason != null
        && !reason.startsWith("ForkJoinTask.") // runs other tasks of the pool meanwhile
        && !c.getNameAsString().equals("connect")
        && !(c.getNameAsString().equals("put") && c.getArguments().size() != 1);
  }

  private static void report(RuleContext file, MethodCallExpr call, MethodCallExpr wait) {
    String where =
        call.getNameAsString().startsWith("then") && !call.getNameAsString().endsWith("Async")
            ? "in a stage, on whatever thread completes the one before"
            : "on a thread of the common pool";
    file.report(wait)
        .message("`%s` waits %s".formatted(wait, where))
        .help(
            "Give blocking tasks an executor of their own, or compose futures instead of waiting.")
        .related(call, "handed over here, without an executor")
        .emit();
  }
}
