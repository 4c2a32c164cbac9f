package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import io.conccheck.analyzer.source.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The variables whose value, elements or content a piece of code changes, by its own words. */
public final class Changes {

  private static final Set<String> MUTATORS =
      Set.of(
          "add",
          "addAll",
          "put",
          "putAll",
          "putIfAbsent",
          "merge",
          "compute",
          "computeIfAbsent",
          "offer",
          "push",
          "append",
          "set",
          "increment",
          "incrementAndGet",
          "getAndIncrement",
          "decrementAndGet",
          "addAndGet",
          "getAndAdd",
          "accumulate",
          "updateAndGet",
          "accumulateAndGet");

  private Changes() {}

  /** Each changed variable as it is written; bodies of inner lambdas left out. */
  public static List<Expression> in(Node code) {
    List<Expression> found = new ArrayList<>();
    if (code instanceof MethodReferenceExpr r && MUTATORS.contains(r.getIdentifier())) {
      found.add(r.getScope());
    }
    for (AssignExpr a : Tree.within(code, AssignExpr.class)) {
      found.add(variable(a.getTarget()));
    }
    for (UnaryExpr u : Tree.within(code, UnaryExpr.class)) {
      if (u.getOperator().asString().length() == 2) {
        found.add(variable(u.getExpression()));
      }
    }
    for (MethodCallExpr c : Tree.within(code, MethodCallExpr.class)) {
      if (MUTATORS.contains(c.getNameAsString())) {
        c.getScope().ifPresent(found::add);
      }
    }
    return found;
  }

  private static Expression variable(Expression target) {
    Expression e = target;
    while (e instanceof ArrayAccessExpr a) {
      e = a.getName();
    }
    return e;
  }
}
