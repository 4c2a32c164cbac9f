package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.ValueTypes;
import io.conccheck.analyzer.rules.Writers;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.EnumSet;
import java.util.Set;

/** Reading a volatile and writing it back is two steps, and another thread may come between. */
@AutoService({Rule.class, Carded.class})
public final class VolatileCompoundUpdate implements Rule {

  private static final Set<BinaryExpr.Operator> ORDER =
      EnumSet.of(
          BinaryExpr.Operator.LESS,
          BinaryExpr.Operator.GREATER,
          BinaryExpr.Operator.LESS_EQUALS,
          BinaryExpr.Operator.GREATER_EQUALS);

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    Writers writers = new Writers(file, around);
    for (FieldUse u : FieldUse.of(file, FieldInfo::isVolatile)) {
      if (isUpdate(file, u)
          && (u.field().isStatic() && !inInitialiser(u) || !around.inConstruction(u.node()))
          && !around.mayBeLocked(u.node())
          && !writers.isOneThread(u.node(), u.field())) {
        report(file, u);
      }
    }
  }

  /** Of a static field: class initialisers run once; constructors do not. */
  private static boolean inInitialiser(FieldUse u) {
    return !(Tree.body(u.node()) instanceof CallableDeclaration<?>);
  }

  private static boolean isUpdate(RuleContext file, FieldUse u) {
    return u.kind() == FieldUse.Kind.UPDATE
        || isRecord(file, u)
        || u.kind() == FieldUse.Kind.WRITE
            && Tree.parent(u.node()) instanceof AssignExpr a
            && isComputed(file, a.getValue(), u)
            && a.getValue().findAll(Expression.class).stream().anyMatch(e -> isOf(file, e, u));
  }

  /** An operation, or what a method makes of an unchangeable value: {@code text.concat(more)}. */
  private static boolean isComputed(RuleContext file, Expression value, FieldUse u) {
    return value.isBinaryExpr()
        || value.isUnaryExpr()
        || value instanceof MethodCallExpr c
            && ValueTypes.isValue(file, u.field().type())
            && c.getScope()
                .filter(s -> isOf(file, s, u) || s.toString().equals("Math"))
                .isPresent();
  }

  /** {@code if (value > most) most = value;}: a greater one in between is lost. */
  private static boolean isRecord(RuleContext file, FieldUse u) {
    AssignExpr a = Tree.parent(u.node()) instanceof AssignExpr p ? p : null;
    IfStmt i = a == null ? null : Tree.enclosing(a, IfStmt.class);
    return i != null
        && a.getTarget() == u.node()
        && Tree.contains(i.getThenStmt(), a)
        && Types.bare(i.getCondition()) instanceof BinaryExpr b
        && ORDER.contains(b.getOperator())
        && (isOf(file, b.getLeft(), u) && isSame(b.getRight(), a)
            || isOf(file, b.getRight(), u) && isSame(b.getLeft(), a));
  }

  private static boolean isSame(Expression compared, AssignExpr set) {
    return compared.isNameExpr() && compared.equals(set.getValue());
  }

  private static boolean isOf(RuleContext file, Expression e, FieldUse u) {
    FieldInfo f = e.isNameExpr() || e.isFieldAccessExpr() ? file.types().field(e) : null;
    return f != null && f.symbol().equals(u.field().symbol());
  }

  private static void report(RuleContext file, FieldUse u) {
    String name = u.field().name();
    Node whole = Tree.parent(u.node());
    file.report(u.node())
        .message(
            "`"
                + whole
                + "` reads and writes the volatile `"
                + name
                + "` in two steps: updates by other threads in between are lost")
        .help("Use an atomic class, or update `" + name + "` under a lock.")
        .subject(Subject.field(u.field().symbol()))
        .emit();
  }
}
