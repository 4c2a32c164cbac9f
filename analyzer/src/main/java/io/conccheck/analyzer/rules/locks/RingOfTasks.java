package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks that are each given a lock and its neighbour, round in a ring, and take one inside the
 * other: Dijkstra's philosophers.
 */
final class RingOfTasks {

  private final RuleContext file;

  RingOfTasks(RuleContext file) {
    this.file = file;
  }

  void check() {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      int next = made.getArguments().size() < 2 || Tree.loop(made) == null ? -1 : wrapped(made);
      Node at = next < 0 || isDecided(made) ? null : nested(made, next);
      if (at != null) {
        file.report(at)
            .message(
                "each task takes one lock and then its neighbour's, round in a ring: if each has its first, all wait for ever")
            .help("Let one of them, or all by an order of the locks, take the other one first.")
            .related(made, "the locks are given out in a ring here")
            .emit();
      }
    }
  }

  /** Number of the argument that is {@code locks[(i + 1) % n]} beside a {@code locks[i]}; or -1. */
  private int wrapped(ObjectCreationExpr made) {
    for (int n = 0; n < made.getArguments().size(); n++) {
      ArrayAccessExpr a = element(made.getArgument(n));
      boolean ring =
          a != null
              && Types.bare(a.getIndex()) instanceof BinaryExpr b
              && b.getOperator() == BinaryExpr.Operator.REMAINDER
              && neighbour(made, n) >= 0;
      if (ring) {
        return n;
      }
    }
    return -1;
  }

  private int neighbour(ObjectCreationExpr made, int next) {
    String array = element(made.getArgument(next)).getName().toString();
    for (int n = 0; n < made.getArguments().size(); n++) {
      ArrayAccessExpr a = n == next ? null : element(made.getArgument(n));
      if (a != null && a.getName().toString().equals(array) && a.getIndex().isNameExpr()) {
        return n;
      }
    }
    return -1;
  }

  /** What the argument, perhaps kept in a local, was taken from. */
  private ArrayAccessExpr element(Expression argument) {
    List<Expression> values = file.facts().valuesOf(argument);
    return values.size() == 1 && values.get(0) instanceof ArrayAccessExpr a ? a : null;
  }

  /** Somebody is told to begin at the other side. */
  private static boolean isDecided(ObjectCreationExpr made) {
    return Tree.enclosing(made, IfStmt.class) != null
        || Tree.enclosing(made, ConditionalExpr.class) != null
        || made.getArguments().stream()
            .anyMatch(a -> Tree.any(a, ConditionalExpr.class, c -> true) || a.isConditionalExpr());
  }

  /** Where the class takes the two locks that it was given one inside the other; or null. */
  private Node nested(ObjectCreationExpr made, int next) {
    ClassInfo type = file.types().find(file.types().of(made).name());
    if (type == null || !type.fromSource()) {
      return null;
    }
    Map<Integer, String> fields = fields(type, made.getArguments().size());
    String a = fields.get(neighbour(made, next));
    String b = fields.get(next);
    if (a == null || b == null) {
      return null;
    }
    for (SynchronizedStmt inner : file.all(SynchronizedStmt.class)) {
      SynchronizedStmt outer = Tree.enclosing(inner, SynchronizedStmt.class);
      if (outer != null && areBoth(outer.getExpression(), inner.getExpression(), a, b)) {
        return inner;
      }
    }
    List<MethodCallExpr> locks = file.callsOn("java.util.concurrent.locks.Lock", "lock");
    for (MethodCallExpr inner : locks) {
      for (MethodCallExpr outer : locks) {
        if (Tree.body(outer) == Tree.body(inner)
            && Tree.before(outer, inner)
            && areBoth(outer.getScope().get(), inner.getScope().get(), a, b)) {
          return inner;
        }
      }
    }
    return null;
  }

  private boolean areBoth(Expression outer, Expression inner, String a, String b) {
    FieldInfo first = file.types().field(Types.bare(outer));
    FieldInfo second = file.types().field(Types.bare(inner));
    return first != null
        && second != null
        && (first.symbol().equals(a) && second.symbol().equals(b)
            || first.symbol().equals(b) && second.symbol().equals(a))
        && Tree.enclosing(inner, IfStmt.class) == null;
  }

  /** Which field each parameter of the constructor goes into, by its number. */
  private Map<Integer, String> fields(ClassInfo type, int count) {
    Map<Integer, String> found = new HashMap<>();
    if (type.isRecord()) {
      int n = 0;
      for (FieldInfo f : type.fields().values()) {
        if (!f.isStatic()) {
          found.put(n++, f.symbol());
        }
      }
      return found;
    }
    for (ConstructorDeclaration c : file.all(ConstructorDeclaration.class)) {
      ClassInfo in = file.types().enclosingClass(c);
      if (in == null || !in.name().equals(type.name()) || c.getParameters().size() != count) {
        continue;
      }
      for (AssignExpr a : Tree.within(c.getBody(), AssignExpr.class)) {
        FieldInfo f = file.types().field(a.getTarget());
        if (f != null && a.getValue() instanceof NameExpr n) {
          for (int i = 0; i < count; i++) {
            if (c.getParameter(i).getNameAsString().equals(n.getNameAsString())) {
              found.put(i, f.symbol());
            }
          }
        }
      }
    }
    return found;
  }
}
