package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** A Thread handed to something that only wants a Runnable. */
@AutoService({Rule.class, Carded.class})
public final class ThreadAsRunnable implements Rule {

  @Override
  public void check(RuleContext file) {
    List<Expression> handed = new ArrayList<>();
    file.callsOn(Pools.EXECUTOR, "execute", "submit", "schedule").stream()
        .filter(c -> !c.getArguments().isEmpty())
        .forEach(c -> handed.add(c.getArgument(0)));
    file
        .callsOn("java.util.concurrent.CompletableFuture", "runAsync", "thenRun", "thenRunAsync")
        .stream()
        .filter(c -> !c.getArguments().isEmpty())
        .forEach(c -> handed.add(c.getArgument(0)));
    file.all(ObjectCreationExpr.class).stream()
        .filter(o -> o.getType().getNameAsString().equals("Thread") && !o.getArguments().isEmpty())
        .forEach(o -> handed.add(o.getArgument(0)));
    for (Expression e : handed) {
      if (file.types().isA(e, "java.lang.Thread") && !e.isThisExpr()) {
        file.report(e)
            .message(
                "`" + name(e) + "` is a thread, but only its `run` is used: it is never started")
            .help("Pass a plain `Runnable`.")
            .emit();
      }
    }
  }

  private static String name(Expression e) {
    return e instanceof ObjectCreationExpr o ? "new " + o.getType() : e.toString();
  }
}
