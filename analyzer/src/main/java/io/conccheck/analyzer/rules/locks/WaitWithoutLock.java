package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** {@code wait} and {@code notify} throw unless the caller owns that very monitor. */
@AutoService({Rule.class, Carded.class})
public final class WaitWithoutLock implements Rule {

  private static final String CONDITION = "java.util.concurrent.locks.Condition";

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    for (MethodCallExpr call : ObjectMonitor.calls(file, "wait", "notify", "notifyAll")) {
      if (call.getScope().map(s -> file.types().isA(s, CONDITION)).orElse(false)) {
        continue;
      }
      Expression object = call.getScope().map(Types::bare).orElse(null);
      List<Expression> held = new ArrayList<>();
      boolean ofMethod = MonitorScope.method(call) != null;
      monitors(call, held);
      if (held.isEmpty() && !ofMethod) {
        if (!around.mayOwnMonitor(call) && !asserts(call) && !isGiven(file, object)) {
          report(file, call, object, null);
        }
      } else if (isOther(file, call, object, held, ofMethod)) {
        report(file, call, object, ofMethod && held.isEmpty() ? "this" : held.get(0).toString());
      }
    }
  }

  private static void report(
      RuleContext file, MethodCallExpr call, Expression object, String held) {
    String lock = object == null ? "this" : object.toString();
    file.report(call)
        .message(
            "`"
                + call.getNameAsString()
                + "` on `"
                + lock
                + "` without its monitor"
                + (held == null ? "" : ", with that of `" + held + "` instead")
                + ": it throws `IllegalMonitorStateException`")
        .help("Call it inside `synchronized (" + lock + ")`.")
        .emit();
  }

  /** A parameter's monitor may well be the caller's business. */
  private static boolean isGiven(RuleContext file, Expression object) {
    Meaning m = object == null ? null : file.types().meaning(object);
    return m != null && m.local() instanceof Parameter;
  }

  private static void monitors(Node node, List<Expression> held) {
    for (SynchronizedStmt s = MonitorScope.block(node); s != null; s = MonitorScope.block(s)) {
      held.add(Types.bare(s.getExpression()));
    }
  }

  /** True if no held monitor can be the object's: all are proven to be other objects. */
  private static boolean isOther(
      RuleContext file, Node call, Expression object, List<Expression> held, boolean ofMethod) {
    if (ofMethod) {
      boolean isStatic = MonitorScope.method(call).isStatic();
      if (isStatic ? !isMade(file, object) && !isThis(object) : !isMade(file, object)) {
        return false;
      }
    }
    for (Expression h : held) {
      boolean other =
          isThis(object)
              ? isMade(file, h)
              : isThis(h) || h instanceof ClassExpr
                  ? isMade(file, object)
                  : isMade(file, h)
                      && isMade(file, object)
                      && !file.types()
                          .field(h)
                          .symbol()
                          .equals(file.types().field(object).symbol());
      if (!other) {
        return false;
      }
    }
    return true;
  }

  private static boolean isThis(Expression e) {
    return e == null || e instanceof ThisExpr;
  }

  /** A final field that is given a new object where it is declared: no alias of anything. */
  private static boolean isMade(RuleContext file, Expression e) {
    FieldInfo f = e == null ? null : file.types().field(e);
    return f != null
        && f.isFinal()
        && FieldDeclarations.initialValue(file, f) instanceof ObjectCreationExpr;
  }

  private static boolean asserts(Node call) {
    return Tree.any(
        Tree.body(call), MethodCallExpr.class, c -> c.getNameAsString().equals("holdsLock"));
  }
}
