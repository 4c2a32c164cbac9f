package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;
import java.util.Map;

/** {@code wait} and {@code notify} of Object, called on an object that has its own. */
@AutoService({Rule.class, Carded.class})
public final class WaitOnCondition implements Rule {

  private static final Map<String, String> OWN =
      Map.of("wait", "await", "notify", "signal", "notifyAll", "signalAll");

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.calls("wait", "notify", "notifyAll")) {
      boolean onCondition =
          call.getScope()
              .filter(s -> !s.isThisExpr() && !s.isSuperExpr())
              .map(s -> file.types().isA(s, "java.util.concurrent.locks.Condition"))
              .orElse(false);
      if (onCondition && file.types().isCall(call, "java.lang.Object")) {
        String own = OWN.get(call.getNameAsString());
        file.report(call)
            .message(
                "`"
                    + call
                    + "` is the monitor's method, not the condition's: it meets no `"
                    + (own.equals("await") ? "signal" : "await")
                    + "` of this condition")
            .help("Call `" + own + "`.")
            .emit();
      }
    }
  }
}
