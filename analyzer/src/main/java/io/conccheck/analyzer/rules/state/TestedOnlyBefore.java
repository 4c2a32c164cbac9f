package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;

/**
 * {@code if (x == null) synchronized (lock) { x = make(); }}: under the lock nobody looks again.
 */
final class TestedOnlyBefore {

  private TestedOnlyBefore() {}

  static void check(RuleContext file, Surroundings around) {
    for (SynchronizedStmt lock : file.all(SynchronizedStmt.class)) {
      IfStmt test = around(lock);
      Expression read = test == null ? null : tested(Types.bare(test.getCondition()));
      FieldInfo field = read == null ? null : file.types().field(read);
      // Of a static field the rule for lazily made ones tells.
      AssignExpr set = field == null || field.isStatic() ? null : set(file, lock, field);
      if (set != null && !around.mayBeLocked(test) && !around.inConstruction(test)) {
        file.report(read)
            .severity(Severity.WARNING)
            .message(
                "`%s` is tested before the lock is taken and not again under it: two threads may"
                        .formatted(field.name())
                    + " both set it")
            .help("Test `" + field.name() + "` once more under the lock, and make it volatile.")
            .related(set, "set here, under the lock")
            .subject(Subject.field(field.symbol()))
            .emit();
      }
    }
  }

  /** The test whose branch is that block and nothing else. */
  private static IfStmt around(SynchronizedStmt lock) {
    Node up = Tree.parent(lock);
    if (up instanceof BlockStmt b && b.getStatements().size() == 1) {
      up = Tree.parent(b);
    }
    return up instanceof IfStmt i && Tree.contains(i.getThenStmt(), lock) | i.getThenStmt() == lock
        ? i
        : null;
  }

  /** The field of which a test asks whether it is still unset; or null. */
  private static Expression tested(Expression condition) {
    if (condition instanceof UnaryExpr u
        && u.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      return Types.bare(u.getExpression());
    }
    boolean unset =
        condition instanceof BinaryExpr b
            && b.getOperator() == BinaryExpr.Operator.EQUALS
            && b.getRight().isNullLiteralExpr();
    return unset ? Types.bare(condition.asBinaryExpr().getLeft()) : null;
  }

  /** Where the block sets the field whatever it holds, having had no look at it. */
  private static AssignExpr set(RuleContext file, SynchronizedStmt lock, FieldInfo field) {
    for (Statement s : lock.getBody().getStatements()) {
      if (s.isExpressionStmt()
          && s.asExpressionStmt().getExpression() instanceof AssignExpr a
          && isOf(file, a.getTarget(), field)) {
        boolean clears =
            a.getValue().isNullLiteralExpr() || a.getValue().toString().equals("false");
        return clears || Tree.any(a.getValue(), Expression.class, e -> isOf(file, e, field))
            ? null
            : a;
      } else if (Tree.any(s, Expression.class, e -> isOf(file, e, field))) {
        return null;
      }
    }
    return null;
  }

  private static boolean isOf(RuleContext file, Expression e, FieldInfo field) {
    FieldInfo f = e.isNameExpr() || e.isFieldAccessExpr() ? file.types().field(e) : null;
    return f != null && f.symbol().equals(field.symbol());
  }
}
