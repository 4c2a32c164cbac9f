package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Threads wait for different things at one place, and one of them is woken: maybe the wrong. */
@AutoService({Rule.class, Carded.class})
public final class NotifyOneOfMany implements Rule {

  @Override
  public void check(RuleContext file) {
    look(file, ObjectMonitor.calls(file, "wait"), ObjectMonitor.calls(file, "notify"), "notifyAll");
    String condition = "java.util.concurrent.locks.Condition";
    look(
        file,
        file.callsOn(condition, "await", "awaitNanos", "awaitUninterruptibly"),
        file.callsOn(condition, "signal"),
        "signalAll");
  }

  private static void look(
      RuleContext file, List<MethodCallExpr> waits, List<MethodCallExpr> wakes, String all) {
    for (MethodCallExpr wake : wakes) {
      String place = place(file, wake);
      Map<String, MethodCallExpr> conditions = new LinkedHashMap<>();
      for (MethodCallExpr wait : waits) {
        String condition = condition(wait);
        if (place != null && place.equals(place(file, wait)) && condition != null) {
          conditions.putIfAbsent(condition, wait);
        }
      }
      if (conditions.size() > 1) {
        List<String> names = List.copyOf(conditions.keySet());
        var report =
            file.report(wake)
                .message(
                    "`"
                        + wake.getNameAsString()
                        + "` wakes one thread, but some wait while `"
                        + names.get(0)
                        + "` and some while `"
                        + names.get(1)
                        + "`: the wrong one may wake and the signal is lost")
                .help("Call `" + all + "`, or use one condition for each thing waited for.");
        conditions.forEach((c, at) -> report.related(at, "waits here while `" + c + "`"));
        report.emit();
      }
    }
  }

  /** What is waited on: the field, or the class whose object it is. */
  private static String place(RuleContext file, MethodCallExpr call) {
    boolean own = call.getScope().map(s -> s.isThisExpr()).orElse(true);
    if (own) {
      ClassInfo in = file.types().enclosingClass(call);
      return in == null ? null : in.name();
    }
    FieldInfo f = file.types().field(call.getScope().get());
    return f == null ? null : f.symbol();
  }

  /** What is waited for, where it is a plain test of state; a call may do anything, or the same. */
  private static String condition(Node wait) {
    if (!(Tree.loop(wait) instanceof WhileStmt loop)) {
      return null;
    }
    Expression test = loop.getCondition();
    boolean plain =
        !test.isBooleanLiteralExpr()
            && test.findAll(AssignExpr.class).isEmpty()
            && test.findAll(MethodCallExpr.class).stream().allMatch(NotifyOneOfMany::asksSize);
    return plain ? test.toString() : null;
  }

  private static boolean asksSize(MethodCallExpr call) {
    return call.getArguments().isEmpty()
        && call.getScope().isPresent()
        && Set.of("isEmpty", "size", "get", "length").contains(call.getNameAsString());
  }
}
