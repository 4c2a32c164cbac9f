package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** A thread without a body is started. */
@AutoService({Rule.class, Carded.class})
public final class EmptyThread implements Rule {

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      boolean empty =
          made.getAnonymousClassBody().isEmpty()
              && made.getArguments().stream().allMatch(a -> file.types().isA(a, "java.lang.String"))
              && file.types().of(made).isClass("java.lang.Thread");
      if (empty && ValueFlow.of(made, file.types(), file.nodes()).uses("start")) {
        file.report(made)
            .message("the thread made here has nothing to run")
            .help("Give its constructor a `Runnable`.")
            .emit();
      }
    }
  }
}
