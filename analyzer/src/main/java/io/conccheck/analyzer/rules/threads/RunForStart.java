package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Target;
import io.conccheck.findings.Severity;
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
    for (MethodCallExpr call : file.calls("run")) {
      if (call.getArguments().isEmpty() && isOwn(file, call)) {
        file.report(call)
            .severity(Severity.WARNING)
            .message("`" + call + "` runs this thread's own body here, on the calling thread")
            .help("Call `start()`.")
            .emit();
      }
    }
    for (MethodReferenceExpr r : file.all(MethodReferenceExpr.class)) {
      Target t = r.getIdentifier().equals("run") ? file.types().target(r) : null;
      boolean task = file.types().isA(file.types().expected(r), "java.lang.Runnable");
      if (t != null && !task && file.types().isA(t.receiver(), "java.lang.Thread")) {
        file.report(r)
            .message("`" + r + "` runs the thread's body here, on the calling thread")
            .help("Refer to `start`.")
            .emit();
      }
    }
  }

  /** A thread class that runs its own body in another of its methods. */
  private static boolean isOwn(RuleContext file, MethodCallExpr call) {
    MethodDeclaration m = Tree.body(call) instanceof MethodDeclaration d ? d : null;
    ClassInfo in = m == null || m.isStatic() ? null : file.types().enclosingClass(m);
    return in != null
        && call.getScope().map(Expression::isThisExpr).orElse(true)
        && !m.getNameAsString().equals("run")
        && in.methods("run").stream().anyMatch(r -> r.params().isEmpty())
        && file.types().isA(in.selfType(), "java.lang.Thread");
  }

  /** A Runnable that wraps another may run it: that is how delegation looks. */
  private static boolean delegates(MethodCallExpr call) {
    MethodDeclaration m = Tree.enclosing(call, MethodDeclaration.class);
    return m != null && m.getNameAsString().equals("run") && m.getParameters().isEmpty();
  }
}
