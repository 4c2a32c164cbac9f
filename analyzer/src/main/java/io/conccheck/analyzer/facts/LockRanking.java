package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import io.conccheck.analyzer.source.Tree;
import java.util.Set;

/** Code that compares two objects before it locks them has put them in order. */
final class LockRanking {

  private static final Set<String> RANKS =
      Set.of("identityHashCode", "compareTo", "compare", "hashCode");

  private LockRanking() {}

  /** True if a comparison around the node decides which lock comes first. */
  static boolean decides(Node acquire) {
    for (Node n = Tree.parent(acquire); n != null && !Tree.isBody(n); n = Tree.parent(n)) {
      if (n instanceof IfStmt i && ranks(i.getCondition())) {
        return true;
      }
    }
    return false;
  }

  private static boolean ranks(Expression condition) {
    boolean compares =
        condition instanceof BinaryExpr b
            && switch (b.getOperator()) {
              case LESS, GREATER, LESS_EQUALS, GREATER_EQUALS -> true;
              default -> false;
            };
    boolean asks =
        condition instanceof MethodCallExpr c && RANKS.contains(c.getNameAsString())
            || Tree.any(condition, MethodCallExpr.class, c -> RANKS.contains(c.getNameAsString()));
    return compares || asks;
  }
}
