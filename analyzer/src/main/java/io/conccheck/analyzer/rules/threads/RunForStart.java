package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;

/** {@code thread.run()} runs the body on the caller's thread. */
@AutoService({Rule.class, Carded.class})
public final class RunForStart implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "run")) {
      boolean onOther = call.getScope().map(s -> !s.isSuperExpr() && !s.isThisExpr()).orElse(false);
      if (call.getArguments().isEmpty() && onOther && !delegates(call)) {
        file.report(call)
            .message("`" + call + "` runs the thread's body here, on the calling thread")
            .help("Call `start()`.")
            .emit();
      }
    }
  }

  /** A Runnable that wraps another may run it: that is how delegation looks. */
  private static boolean delegates(MethodCallExpr call) {
    MethodDeclaration m = Tree.enclosing(call, MethodDeclaration.class);
    return m != null && m.getNameAsString().equals("run") && m.getParameters().isEmpty();
  }
}
