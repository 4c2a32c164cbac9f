package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;

/** A signal with nothing behind it: whoever is not yet waiting never hears of it. */
@AutoService({Rule.class, Carded.class})
public final class NakedNotify implements Rule {

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    for (MethodCallExpr call : ObjectMonitor.calls(file, "notify", "notifyAll")) {
      if (!(Tree.body(call) instanceof MethodDeclaration m)
          || !doesNothingElse(m, call)
          || !around.callers(m).isEmpty()) {
        continue;
      }
      MethodCallExpr wait = waitWithoutTest(file, place(file, call));
      if (wait != null) {
        file.report(call)
            .message(
                "`"
                    + call.getNameAsString()
                    + "` changes nothing that the waiting thread tests: a signal that comes before "
                    + "the wait is lost")
            .help("Set a field under the lock before notifying, and wait in a loop that tests it.")
            .related(wait, "waits here, without a test")
            .emit();
      }
    }
  }

  /** No change of state and no other call, before or after. */
  private static boolean doesNothingElse(MethodDeclaration m, MethodCallExpr call) {
    return !Tree.any(m, AssignExpr.class, a -> true)
        && !Tree.any(m, UnaryExpr.class, u -> u.getOperator().name().endsWith("CREMENT"))
        && !Tree.any(m, MethodCallExpr.class, c -> c != call);
  }

  /** A wait on the same object that is in no loop, and so remembers nothing. */
  private static MethodCallExpr waitWithoutTest(RuleContext file, String place) {
    for (MethodCallExpr wait : ObjectMonitor.calls(file, "wait")) {
      boolean forever = wait.getArguments().isEmpty() && Tree.loop(wait) == null;
      if (forever && place != null && place.equals(place(file, wait))) {
        return wait;
      }
    }
    return null;
  }

  private static String place(RuleContext file, MethodCallExpr call) {
    Node scope = call.getScope().filter(s -> !s.isThisExpr()).orElse(null);
    if (scope == null) {
      ClassInfo in = file.types().enclosingClass(call);
      return in == null ? null : in.name();
    }
    FieldInfo f = file.types().field(call.getScope().orElseThrow());
    return f == null ? null : f.symbol();
  }
}
