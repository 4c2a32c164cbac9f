package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** Setting null leaves the entry where it is. */
@AutoService({Rule.class, Carded.class})
public final class ThreadLocalSetNull implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.lang.ThreadLocal", "set")) {
      if (call.getArguments().size() == 1 && call.getArgument(0) instanceof NullLiteralExpr) {
        file.report(call)
            .message(
                "`set(null)` keeps the thread's entry, and its initial value does not come back")
            .help("Call `remove()`.")
            .emit();
      }
    }
  }
}
