package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** A thread that waits for its own end. */
@AutoService({Rule.class, Carded.class})
public final class SelfJoin implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "join")) {
      boolean own =
          call.getScope()
              .filter(
                  s ->
                      s instanceof MethodCallExpr c
                          && file.types().isCall(c, "java.lang.Thread", "currentThread"))
              .isPresent();
      if (own && call.getArguments().isEmpty()) {
        file.report(call)
            .message("the thread waits for its own end: this `join` never returns")
            .help("Join another thread, or park the thread on a latch if it shall wait for ever.")
            .emit();
      }
    }
  }
}
