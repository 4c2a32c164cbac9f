package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Changes;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the tasks made is read right after {@code shutdown}, while they still run. */
@AutoService({Rule.class, Carded.class})
public final class ShutdownWithoutAwait implements Rule {

  private static final Set<String> WAITS =
      Set.of(
          "awaitTermination",
          "close",
          "get",
          "join",
          "await",
          "acquire",
          "take",
          "poll",
          "isTerminated",
          "isDone",
          "invokeAll",
          "arriveAndAwaitAdvance");

  @Override
  public void check(RuleContext file) {
    if (file.calls("shutdown", "shutdownNow").isEmpty()) {
      return;
    }
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(pool.made(), file.types(), file.nodes());
      if (flow.escapes().isEmpty() && flow.fields().isEmpty() && !flow.isClosedByTry()) {
        flow.calls("shutdown", "shutdownNow").forEach(end -> judge(file, flow, end));
      }
    }
  }

  private static void judge(RuleContext file, ValueFlow flow, MethodCallExpr end) {
    Node body = Tree.body(end);
    if (body == null || Tree.any(body, MethodCallExpr.class, c -> waits(file, c))) {
      return;
    }
    List<Expression> changed = new ArrayList<>();
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (MethodCallExpr call : flow.calls("submit", "execute")) {
      Node task = call.getArguments().isEmpty() ? null : tasks.body(call.getArgument(0));
      if (task != null) {
        changed.addAll(Changes.in(task));
      }
    }
    for (NameExpr use : Tree.within(body, NameExpr.class)) {
      if (Tree.before(Tree.statement(end), use) && !Tree.statement(end).isAncestorOf(use)) {
        for (Expression c : changed) {
          if (SameVariable.is(c, use, file.types())) {
            report(file, flow, end, use);
            return;
          }
        }
      }
    }
  }

  private static boolean waits(RuleContext file, MethodCallExpr call) {
    String atomics = "java.util.concurrent.atomic.Atomic";
    return WAITS.contains(call.getNameAsString())
        && !file.types().receiverOf(call).name().startsWith(atomics);
  }

  private static void report(RuleContext file, ValueFlow flow, MethodCallExpr end, NameExpr use) {
    file.report(end)
        .message(
            "`"
                + end.getNameAsString()
                + "` does not wait for the tasks of `"
                + flow.name()
                + "`, but `"
                + use
                + "`, which they change, is read after it")
        .help("Call `awaitTermination` after `shutdown()` and look at its result.")
        .related(use, "read here while tasks may still run")
        .emit();
  }
}
