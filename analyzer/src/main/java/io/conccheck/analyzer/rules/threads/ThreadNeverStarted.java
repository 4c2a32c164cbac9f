package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A thread that is made and never started. */
@AutoService({Rule.class, Carded.class})
public final class ThreadNeverStarted implements Rule {

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      if (!file.types().isA(made, "java.lang.Thread")) {
        continue;
      }
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean plain = made.getType().getNameAsString().equals("Thread");
      if (plain
          && !flow.leaves()
          && flow.fields().stream().allMatch(FieldInfo::isPrivate)
          && flow.borrowed().isEmpty()
          && !flow.uses("start", "run", "getId", "threadId")) {
        String name = flow.name() == null ? "the thread made here" : "thread `" + flow.name() + "`";
        file.report(made)
            .message(name + " is never started: its body does not run")
            .help("Call `start()`.")
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .emit();
      }
    }
  }
}
