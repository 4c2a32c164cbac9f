package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Pipelines;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** A parallel pipeline whose functions change what lies outside of them. */
@AutoService({Rule.class, Carded.class})
public final class ParallelSideEffect implements Rule {

  private static final Set<String> ADDS =
      Set.of("add", "put", "append", "offer", "push", "addLast");
  private static final Set<String> IN_ORDER =
      Set.of("collect", "toArray", "toList", "forEachOrdered");

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    bulk(file, around);
    for (MethodCallExpr start : Pipelines.parallel(file)) {
      for (MethodCallExpr step : Pipelines.around(start)) {
        if (IN_ORDER.contains(step.getNameAsString())) {
          continue; // collectors have containers of their own, and what is in order is one by one
        }
        for (Expression a : step.getArguments()) {
          look(file, around, step, a);
        }
      }
    }
  }

  /** Operations that are parallel without a stream. */
  private static void bulk(RuleContext file, Surroundings around) {
    for (MethodCallExpr c : file.callsOn("java.util.Arrays", "parallelSetAll", "parallelPrefix")) {
      c.getArguments().forEach(a -> look(file, around, c, a));
    }
    for (MethodCallExpr c :
        file.callsOn(
            "java.util.concurrent.ConcurrentHashMap",
            "forEach",
            "forEachKey",
            "forEachValue",
            "forEachEntry",
            "search",
            "reduce")) {
      if (c.getArguments().size() > 1 && file.types().of(c.getArgument(0)).isPrimitive()) {
        c.getArguments().forEach(a -> look(file, around, c, a));
      }
    }
  }

  private static void look(
      RuleContext file, Surroundings around, MethodCallExpr step, Expression function) {
    if (function instanceof MethodReferenceExpr r) {
      boolean adds =
          ADDS.contains(r.getIdentifier()) && PlainCollections.isPlain(file, r.getScope());
      if (adds) {
        report(file, r, step, r.getScope().toString());
      }
    } else if (function instanceof LambdaExpr l) {
      Node body = l.getBody();
      for (MethodCallExpr c : l.findAll(MethodCallExpr.class)) {
        if (PlainCollections.changes(file, c)
            && isOutside(file, c.getScope().orElseThrow(), l)
            && !around.mayBeLocked(c)) {
          report(file, c, step, c.getScope().get().toString());
        }
      }
      for (AssignExpr w : body.findAll(AssignExpr.class)) {
        written(file, around, step, l, w.getTarget());
      }
      for (UnaryExpr u : body.findAll(UnaryExpr.class)) {
        if (u.getOperator().name().endsWith("CREMENT")) {
          written(file, around, step, l, u.getExpression());
        }
      }
    }
  }

  private static void written(
      RuleContext file,
      Surroundings around,
      MethodCallExpr step,
      LambdaExpr lambda,
      Expression target) {
    boolean shared;
    if (target instanceof ArrayAccessExpr a) {
      // Elements chosen by the function's own values may well be different ones each time.
      shared = a.getIndex().isLiteralExpr() && isOutside(file, a.getName(), lambda);
    } else {
      FieldInfo f = file.types().field(target);
      boolean own = target instanceof NameExpr || target.toString().startsWith("this.");
      shared =
          f != null
              && (own || f.isStatic())
              && isOutside(file, target, lambda)
              && !constant(target);
    }
    if (shared && !around.mayBeLocked(target)) {
      report(file, target, step, target.toString());
    }
  }

  /** Setting a volatile flag to a constant is the same whoever does it. */
  private static boolean constant(Expression target) {
    return Tree.parent(target) instanceof AssignExpr a
        && a.getOperator() == AssignExpr.Operator.ASSIGN
        && a.getValue().isLiteralExpr();
  }

  /** True for a field, or a local that was declared outside the function. */
  private static boolean isOutside(RuleContext file, Expression e, LambdaExpr lambda) {
    Meaning m = file.types().meaning(e);
    if (m == null) {
      return false;
    }
    if (m.isField()) {
      return m.field().isStatic() || e instanceof NameExpr || e.toString().startsWith("this.");
    }
    return !lambda.isAncestorOf(m.local());
  }

  private static void report(RuleContext file, Node at, MethodCallExpr step, String what) {
    file.report(at)
        .message(
            "`"
                + what
                + "` is changed by all workers of a parallel operation at once, in `"
                + step.getNameAsString()
                + "`")
        .help("Let the stream gather the result: `collect`, `reduce`, `sum`.")
        .emit();
  }
}
