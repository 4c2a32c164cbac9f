package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;

/** A pool of virtual threads: they are cheap to make, pooling only limits and keeps them. */
@AutoService({Rule.class, Carded.class})
public final class PooledVirtualThreads implements Rule {

  @Override
  public void check(RuleContext file) {
    if (file.calls("ofVirtual").isEmpty()) {
      return;
    }
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      if (pool.factory() != null && isVirtual(pool.factory(), file)) {
        file.report(pool.made())
            .message("`" + pool.kind() + "` pools virtual threads")
            .help(
                "Use `newVirtualThreadPerTaskExecutor()`, and a `Semaphore` where a limit is meant.")
            .emit();
      }
    }
  }

  private static boolean isVirtual(Expression factory, RuleContext file) {
    Expression e = Types.bare(factory);
    while (e instanceof MethodCallExpr call) {
      if (file.types().isCall(call, "java.lang.Thread", "ofVirtual")) {
        return true;
      }
      e = call.getScope().map(Types::bare).orElse(null);
    }
    Meaning m = e == null ? null : file.types().meaning(e);
    return m != null
        && m.local() instanceof VariableDeclarator v
        && v.getInitializer().filter(i -> !i.isNameExpr() && isVirtual(i, file)).isPresent();
  }
}
