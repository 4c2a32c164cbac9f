package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import io.conccheck.analyzer.source.Tree;
import java.util.HashSet;
import java.util.Set;

/** Whether what a call does hangs on what another call of the same body gave. */
public final class Dependence {

  private final Node body;
  private final MethodCallExpr source;
  private final Set<String> carriers = new HashSet<>();

  /** Follows the result of {@code source} through the locals of its body. */
  public Dependence(Node body, MethodCallExpr source) {
    this.body = body;
    this.source = source;
    int before = -1;
    while (carriers.size() > before && carriers.size() < 8) {
      before = carriers.size();
      for (VariableDeclarator v : Tree.within(body, VariableDeclarator.class)) {
        v.getInitializer().filter(this::mentions).ifPresent(i -> carriers.add(v.getNameAsString()));
      }
      for (AssignExpr a : Tree.within(body, AssignExpr.class)) {
        if (a.getTarget() instanceof NameExpr n && mentions(a.getValue())) {
          carriers.add(n.getNameAsString());
        }
      }
    }
  }

  /** True if the expression holds the source or a local that its result went into. */
  public boolean mentions(Expression e) {
    if (e == source) {
      return true;
    }
    if (e instanceof NameExpr n) {
      return carriers.contains(n.getNameAsString());
    }
    return Tree.any(
        e,
        Expression.class,
        x -> x == source || x instanceof NameExpr n && carriers.contains(n.getNameAsString()));
  }

  /** True if the source's result decides whether the call happens. */
  public boolean decides(Node call) {
    Node child = call;
    for (Node n = Tree.parent(call); n != null && child != body; n = Tree.parent(n)) {
      boolean asked =
          n instanceof IfStmt i && i.getCondition() != child && mentions(i.getCondition())
              || n instanceof WhileStmt w && w.getCondition() != child && mentions(w.getCondition())
              || n instanceof ConditionalExpr c
                  && c.getCondition() != child
                  && mentions(c.getCondition());
      if (asked || n instanceof BlockStmt b && leftBefore(b, child)) {
        return true;
      }
      child = n;
    }
    return false;
  }

  /** {@code if (source) return;} before the call in one of the blocks around it. */
  private boolean leftBefore(BlockStmt block, Node call) {
    for (Statement s : block.getStatements()) {
      if (s == call) {
        return false;
      }
      boolean leaves =
          s instanceof IfStmt i
              && i.getElseStmt().isEmpty()
              && mentions(i.getCondition())
              && leaves(i.getThenStmt());
      if (leaves) {
        return true;
      }
    }
    return false;
  }

  private static boolean leaves(Statement s) {
    Statement last = s instanceof BlockStmt b ? b.getStatements().getLast().orElse(null) : s;
    return last != null && (last.isReturnStmt() || last.isThrowStmt());
  }

  /** Names of the locals that the result went into. */
  public Set<String> carriers() {
    return Set.copyOf(carriers);
  }
}
