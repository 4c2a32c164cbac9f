package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.ValueTypes;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.findings.card.Carded;

/** The value was offered to the map, which may hold another one: using it goes past the map. */
@AutoService({Rule.class, Carded.class})
public final class IgnoredPutIfAbsent implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr put : file.callsOn("java.util.concurrent.ConcurrentMap", "putIfAbsent")) {
      if (!(Tree.parent(put) instanceof ExpressionStmt) || put.getArguments().size() != 2) {
        continue;
      }
      Expression value = put.getArgument(1);
      Meaning m = value instanceof NameExpr ? file.types().meaning(value) : null;
      if (m == null
          || !(m.local() instanceof VariableDeclarator v)
          || !isMade(file, v) && !isMadeBefore(file, v, put) && !isAnotherEachTime(file, v)) {
        continue;
      }
      Node use = firstUse(file, v, put);
      if (use != null && !isWritten(use)) {
        report(file, put, v.getNameAsString(), use);
      }
    }
  }

  private static void report(RuleContext file, MethodCallExpr put, String name, Node use) {
    String map = put.getScope().map(Object::toString).orElse("the map");
    file.report(put)
        .message(
            "`"
                + name
                + "` is used after `putIfAbsent`, but `"
                + map
                + "` may hold the object of another thread")
        .help("Use what `putIfAbsent` returns unless it is null, or `computeIfAbsent`.")
        .related(use, "used here, in the map or not")
        .emit();
  }

  /** A new object with parts: one of two equal values is as good as the other. */
  private static boolean isMade(RuleContext file, VariableDeclarator v) {
    return v.getInitializer().orElse(null) instanceof ObjectCreationExpr made
        && !file.facts().isReassigned(v)
        && !ValueTypes.isValue(file, file.types().of(made));
  }

  /** A random or counted value, or the time: no two threads offer the same. */
  private static boolean isAnotherEachTime(RuleContext file, VariableDeclarator v) {
    return v.getInitializer().isPresent()
        && !file.facts().isReassigned(v)
        && Tree.any(
            v,
            MethodCallExpr.class,
            c -> {
              Target target = differs(c.getNameAsString()) ? file.types().target(c) : null;
              return target != null && target.owner().startsWith("java.");
            });
  }

  private static boolean differs(String method) {
    return method.matches(
        "randomUUID|next(Int|Long|Double)|incrementAndGet|getAndIncrement|nanoTime|currentTimeMillis");
  }

  /** {@code if (v == null) { v = new Thing(); map.putIfAbsent(key, v); }}. */
  private static boolean isMadeBefore(RuleContext file, VariableDeclarator v, MethodCallExpr put) {
    Node block = Tree.parent(Tree.statement(put));
    for (AssignExpr a : Tree.within(block, AssignExpr.class)) {
      Meaning m = file.types().meaning(a.getTarget());
      if (m != null && m.local() == v && Tree.before(a, put)) {
        return a.getValue() instanceof ObjectCreationExpr made
            && !ValueTypes.isValue(file, file.types().of(made));
      }
    }
    return false;
  }

  private static Node firstUse(RuleContext file, VariableDeclarator v, MethodCallExpr put) {
    for (NameExpr n : file.all(NameExpr.class)) {
      if (n.getNameAsString().equals(v.getNameAsString())
          && Tree.before(put, n)
          && !put.isAncestorOf(n)) {
        Meaning m = file.types().meaning(n);
        if (m != null && m.local() == v) {
          return n;
        }
      }
    }
    return null;
  }

  private static boolean isWritten(Node use) {
    return Tree.parent(use) instanceof AssignExpr a && a.getTarget() == use;
  }
}
