package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;

/** Whether an index parts an array among threads or makes them meet. */
final class ElementIndex {

  private ElementIndex() {}

  /**
   * True if threads with different data may come to one element: the index is folded ({@code hash %
   * 16}), or an element is counted up that the data chooses ({@code counts[word.length()]++}).
   */
  static boolean isFolded(ArrayAccessExpr a, Types types, Access.Kind kind) {
    Expression index = Types.bare(a.getIndex());
    if (index instanceof BinaryExpr b
        && (b.getOperator() == BinaryExpr.Operator.REMAINDER
            || b.getOperator() == BinaryExpr.Operator.BINARY_AND)) {
      return true;
    }
    return kind == Access.Kind.UPDATE && isChosenByData(index, types);
  }

  private static boolean isChosenByData(Expression index, Types types) {
    if (index instanceof BinaryExpr b) {
      return isChosenByData(Types.bare(b.getLeft()), types)
          || isChosenByData(Types.bare(b.getRight()), types);
    } else if (index instanceof MethodCallExpr c) {
      // A ticket from an atomic is given to one thread only.
      TypeRef on = c.getScope().map(types::of).orElse(TypeRef.UNKNOWN);
      return on.isClass()
          && on.name().matches("java\\.lang\\.(String|Math)|java\\.util\\.Random")
          && !c.getNameAsString().matches("min|max");
    } else if (index instanceof ArrayAccessExpr) {
      return true;
    }
    Meaning m = index instanceof NameExpr ? types.meaning(index) : null;
    Node loop =
        m != null && m.local() instanceof VariableDeclarator v ? Tree.parent(Tree.parent(v)) : null;
    return loop instanceof ForEachStmt;
  }

  /** {@code for (int i = 0; i < all.length; i++) sum += all[i]}. */
  static boolean runsOverAll(ArrayAccessExpr a) {
    Node loop = Tree.loop(a);
    return loop instanceof ForStmt f
        && f.getCompare().filter(c -> c.toString().contains(a.getName() + ".length")).isPresent()
        && f.getInitialization().stream().anyMatch(i -> i.toString().matches(".*= ?0"));
  }
}
