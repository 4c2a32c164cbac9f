package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.rules.Constants;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** A scheduled pool of no threads. */
@AutoService({Rule.class, Carded.class})
public final class ScheduledPoolWithoutCore implements Rule {

  @Override
  public void check(RuleContext file) {
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      boolean scheduled = pool.kind().contains("Scheduled") && pool.size() != null;
      if (scheduled && Constants.intOf(pool.size(), file).orElse(1) == 0) {
        file.report(pool.made())
            .message(
                "`"
                    + pool.kind()
                    + "` with 0 core threads: tasks may wait for a thread, or burn a core")
            .help("Give it one core thread at least.")
            .emit();
      }
    }
    for (MethodCallExpr set :
        file.callsOn("java.util.concurrent.ScheduledThreadPoolExecutor", "setCorePoolSize")) {
      if (Constants.intOf(set.getArgument(0), file).orElse(1) == 0) {
        file.report(set)
            .message(
                "a scheduled pool with 0 core threads: tasks may wait for a thread, or burn a core")
            .help("Give it one core thread at least.")
            .emit();
      }
    }
  }
}
