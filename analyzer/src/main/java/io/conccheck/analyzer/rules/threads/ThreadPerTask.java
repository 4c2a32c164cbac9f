package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** A new platform thread for whatever comes in. */
@AutoService({Rule.class, Carded.class})
public final class ThreadPerTask implements Rule {

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      Statement loop = Tree.loop(made);
      if (loop == null || !Flow.isEndless(loop) || !file.types().isA(made, "java.lang.Thread")) {
        continue;
      }
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean started = flow.calls("start").stream().anyMatch(s -> Tree.loop(s) == loop);
      if (started && !flow.uses("join") && !waitsToRestart(loop)) {
        file.report(made)
            .message(
                "each round of this endless loop starts a thread: nothing limits how many there are")
            .help(
                "Give the tasks to a bounded pool"
                    + (file.release() >= 21 ? ", or to virtual threads." : "."))
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .emit();
      }
    }
  }

  private static boolean waitsToRestart(Statement loop) {
    return Tree.any(
        loop,
        MethodCallExpr.class,
        m -> Set.of("join", "acquire", "tryAcquire", "await").contains(m.getNameAsString()));
  }
}
