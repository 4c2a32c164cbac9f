package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** Exceptions that end in a CompletableFuture, or end a periodic task, unseen. */
@AutoService({Rule.class, Carded.class})
public final class UnreadFailure implements Rule {

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";
  private static final Set<String> STEPS =
      Set.of(
          "thenApply",
          "thenApplyAsync",
          "thenAccept",
          "thenAcceptAsync",
          "thenRun",
          "thenRunAsync",
          "thenCompose",
          "thenComposeAsync",
          "thenCombine",
          "thenCombineAsync");

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (MethodCallExpr call : file.callsOn(FUTURE, "runAsync", "supplyAsync")) {
      chain(file, call, tasks);
    }
    if (file.calls("exceptionally", "handle", "whenComplete", "join", "get").isEmpty()) {
      for (MethodCallExpr call : file.callsOn(FUTURE, "allOf")) {
        chain(file, call, tasks);
      }
    }
    for (MethodCallExpr call :
        file.callsOn(
            "java.util.concurrent.ScheduledExecutorService",
            "scheduleAtFixedRate",
            "scheduleWithFixedDelay")) {
      periodic(file, call, tasks);
    }
  }

  private static void chain(RuleContext file, MethodCallExpr start, Tasks tasks) {
    MethodCallExpr last = start;
    while (Tree.parent(last) instanceof MethodCallExpr outer && isScope(last, outer)) {
      if (!STEPS.contains(outer.getNameAsString())) {
        return;
      }
      last = outer;
    }
    ValueFlow flow = ValueFlow.of(last, file.types(), file.nodes());
    boolean used = !flow.calls().isEmpty() || !flow.references().isEmpty();
    boolean kept =
        !flow.escapes().isEmpty() || !flow.borrowed().isEmpty() || !flow.fields().isEmpty();
    Node body = start.getArguments().isEmpty() ? null : tasks.body(start.getArgument(0));
    if (used || kept || last == start && body != null && Failures.catchesAll(body)) {
      return;
    }
    file.report(start)
        .message("nobody reads this future: an exception in its tasks is never seen")
        .help("End the chain with `whenComplete` or `exceptionally`, or `join` the future.")
        .emit();
  }

  private static boolean isScope(MethodCallExpr inner, MethodCallExpr outer) {
    return outer.getScope().filter(s -> s == inner).isPresent();
  }

  private static void periodic(RuleContext file, MethodCallExpr call, Tasks tasks) {
    Node body = call.getArguments().isEmpty() ? null : tasks.body(call.getArgument(0));
    Node failure = body == null ? null : new Failures(tasks).ofAny(body);
    ValueFlow flow = ValueFlow.of(call, file.types(), file.nodes());
    boolean read = flow.uses("get") || !flow.escapes().isEmpty();
    if (failure != null && !read) {
      file.report(call)
          .message("an exception ends this periodic task for good, and nobody sees it")
          .help("Catch and report exceptions inside the task.")
          .related(failure, "it can be thrown here")
          .emit();
    }
  }
}
