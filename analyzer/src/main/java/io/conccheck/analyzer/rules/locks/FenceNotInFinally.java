package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** A fence that an exception jumps over. */
@AutoService({Rule.class, Carded.class})
public final class FenceNotInFinally implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr fence : file.callsOn("java.lang.ref.Reference", "reachabilityFence")) {
      if (!Finally.contains(fence)) {
        file.report(fence)
            .message("`" + fence + "` is skipped when the code before it throws")
            .help("Put it in a `finally` block around the use.")
            .emit();
      }
    }
  }
}
