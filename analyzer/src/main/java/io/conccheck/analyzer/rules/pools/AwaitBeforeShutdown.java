package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** {@code awaitTermination} of a pool that has not been told to end. */
@AutoService({Rule.class, Carded.class})
public final class AwaitBeforeShutdown implements Rule {

  @Override
  public void check(RuleContext file) {
    if (file.calls("awaitTermination").isEmpty()) {
      return;
    }
    given(file);
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(pool.made(), file.types(), file.nodes());
      if (!flow.escapes().isEmpty() || endedByReference(flow)) {
        continue;
      }
      List<MethodCallExpr> ends = flow.calls("shutdown", "shutdownNow", "close");
      for (MethodCallExpr wait : flow.calls("awaitTermination")) {
        if (ends.stream().allMatch(end -> comesLater(end, wait))) {
          report(file, pool, wait, flow);
        }
      }
    }
  }

  /** Of a pool that came as a parameter: shut down in the same body, but later. */
  private static void given(RuleContext file) {
    List<MethodCallExpr> ends = file.callsOn(Pools.SERVICE, "shutdown", "shutdownNow", "close");
    for (MethodCallExpr wait : file.callsOn(Pools.SERVICE, "awaitTermination")) {
      Expression pool = wait.getScope().orElse(null);
      Meaning m = pool == null ? null : file.types().meaning(pool);
      List<MethodCallExpr> own =
          ends.stream()
              .filter(e -> SameVariable.is(e.getScope().orElse(null), pool, file.types()))
              .toList();
      if (m != null
          && m.local() instanceof Parameter
          && !own.isEmpty()
          && own.stream().allMatch(e -> comesLater(e, wait))) {
        file.report(wait)
            .message(
                "`awaitTermination` waits for `"
                    + pool
                    + "`, which is shut down only after it: it always takes the whole time limit")
            .help("Call `shutdown()` first.")
            .related(own.get(0), "shut down here")
            .emit();
      }
    }
  }

  private static boolean endedByReference(ValueFlow flow) {
    return flow.references().stream().anyMatch(r -> !r.getIdentifier().equals("execute"));
  }

  /** In the same body, so that no other method has ended the pool before. */
  private static boolean comesLater(MethodCallExpr end, MethodCallExpr wait) {
    return Tree.body(end) == Tree.body(wait)
        && Tree.before(wait, end)
        && Tree.loop(wait) == Tree.loop(end);
  }

  private static void report(RuleContext file, Pool pool, MethodCallExpr wait, ValueFlow flow) {
    file.report(wait)
        .message(
            "`awaitTermination` waits for `"
                + flow.name()
                + "`, which has not been shut down: it always takes the whole time limit")
        .help("Call `shutdown()` first.")
        .subject(Subject.creationSite(Symbols.of(pool.made(), file.types())))
        .emitIf(Flow.nobodyElseReaches(flow, file));
  }
}
