package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;

/** Objects that only the method which made them has. */
public final class Unshared {

  private Unshared() {}

  /**
   * True for a local that is declared with a new object which, as far as its body shows, no other
   * thread gets hold of: no lambda, class or new object is given it, and no field.
   */
  public static boolean isOwn(RuleContext file, Expression e) {
    Meaning m = Types.bare(e) instanceof NameExpr n ? file.types().meaning(n) : null;
    boolean local =
        m != null
            && m.local() instanceof VariableDeclarator v
            && v.getInitializer().map(i -> !i.isNameExpr() && !i.isFieldAccessExpr()).orElse(false)
            && isMade(v.getInitializer().get());
    return local && isKept(file, (VariableDeclarator) m.local());
  }

  /** A new object, or what a wrapper of the JDK makes of one. */
  private static boolean isMade(Expression value) {
    return value.isObjectCreationExpr()
        || value.isMethodCallExpr()
            && value.asMethodCallExpr().getArguments().stream().allMatch(Unshared::isMade)
            && value
                .asMethodCallExpr()
                .getScope()
                .map(s -> s.toString().matches("Collections|ConcurrentHashMap"))
                .orElse(false);
  }

  private static boolean isKept(RuleContext file, VariableDeclarator v) {
    Node body = Tree.body(v);
    for (NameExpr use : file.all(NameExpr.class)) {
      if (!use.getNameAsString().equals(v.getNameAsString()) || use.getRange().isEmpty()) {
        continue;
      }
      Meaning m = file.types().meaning(use);
      if (m == null || m.local() != v) {
        continue;
      }
      Node up = Tree.parent(use);
      boolean given = up instanceof ObjectCreationExpr || up.toString().startsWith("this.");
      if (Tree.body(use) != body || given && !(up instanceof ReturnStmt)) {
        return false;
      }
    }
    return true;
  }
}
