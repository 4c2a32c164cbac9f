package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The two questions for the interrupt flag, mixed up. */
@AutoService({Rule.class, Carded.class})
public final class InterruptedMisuse implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "interrupted")) {
      boolean onValue = call.getScope().filter(s -> !file.types().of(s).isUnknown()).isPresent();
      if (onValue) {
        file.report(call)
            .message(
                "`"
                    + call
                    + "` asks, and clears, the flag of the calling thread, whatever it is called on")
            .help(
                "Call `isInterrupted()`, or write `Thread.interrupted()` where the calling thread is meant.")
            .emit();
      } else if (Tree.parent(call) instanceof ExpressionStmt && inCatch(call) != null) {
        file.report(call)
            .message("`Thread.interrupted()` clears the flag, it does not set it again")
            .help("Call `Thread.currentThread().interrupt()`.")
            .emit();
      } else if (Tree.parent(call) instanceof ExpressionStmt
          && !Finally.contains(call)
          && Tree.body(call) != null
          && !Tree.any(
              Tree.body(call),
              MethodCallExpr.class,
              c ->
                  c != call
                      && c.getNameAsString()
                          .matches("interrupt|interrupted|isInterrupted|park.*"))) {
        file.report(call)
            .message("`Thread.interrupted()` clears the flag, and its answer is thrown away")
            .help("Test what it returns, and end the task if it is true.")
            .severity(Severity.NOTE)
            .emit();
      }
    }
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "isInterrupted")) {
      CatchClause c = inCatch(call);
      boolean own =
          call.getScope().filter(s -> s.toString().endsWith("currentThread()")).isPresent();
      if (c != null
          && own
          && !Tree.any(c, MethodCallExpr.class, m -> m.getNameAsString().equals("interrupt"))) {
        file.report(call)
            .message("`isInterrupted` is always false here: the exception has cleared the flag")
            .help("Take the exception itself as the interrupt.")
            .emit();
      }
    }
  }

  private static CatchClause inCatch(MethodCallExpr call) {
    CatchClause c = Tree.enclosing(call, CatchClause.class);
    return c != null
            && Tree.body(c) == Tree.body(call)
            && c.getParameter().getTypeAsString().equals("InterruptedException")
        ? c
        : null;
  }
}
