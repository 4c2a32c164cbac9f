package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.card.Carded;

/** Atomics have the {@code equals} of Object: it compares the objects, not the values. */
@AutoService({Rule.class, Carded.class})
public final class EqualsOnAtomic implements Rule {

  private static final String PACKAGE = "java.util.concurrent.atomic.";

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.calls("equals")) {
      boolean two = call.getArguments().size() == 2;
      boolean helper = two && file.types().isCall(call, "java.util.Objects", "equals");
      Expression on = helper ? call.getArgument(0) : call.getScope().orElse(null);
      if (on == null || two != helper || call.getArguments().isEmpty() || on.equals(last(call))) {
        continue;
      }
      TypeRef type = file.types().of(on);
      if (type.isClass() && type.name().startsWith(PACKAGE)) {
        file.report(call)
            .message(
                "`equals` of `"
                    + type.simpleName()
                    + "` compares the two objects, not the values in them")
            .help("Compare what `get()` returns.")
            .emit();
      }
    }
  }

  private static Expression last(MethodCallExpr call) {
    return call.getArgument(call.getArguments().size() - 1);
  }
}
