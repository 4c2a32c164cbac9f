package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.findings.card.Carded;

/** {@code wait} and {@code await} return without a signal: their condition needs a loop. */
@AutoService({Rule.class, Carded.class})
public final class WaitOutsideLoop implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : ObjectMonitor.calls(file, "wait")) {
      report(file, call);
    }
    for (MethodCallExpr call :
        file.callsOn(
            "java.util.concurrent.locks.Condition",
            "await",
            "awaitNanos",
            "awaitUntil",
            "awaitUninterruptibly")) {
      report(file, call);
    }
  }

  private static void report(RuleContext file, MethodCallExpr call) {
    ClassInfo in = file.types().enclosingClass(call);
    boolean wraps =
        in != null && file.types().isA(in.selfType(), "java.util.concurrent.locks.Condition");
    if (Tree.loop(call) != null || wraps) {
      return;
    }
    file.report(call)
        .message(
            "`" + call.getNameAsString() + "` is called outside a loop that tests its condition")
        .help("Wait in a `while` loop that tests the condition again after every wake-up.")
        .emit();
  }
}
