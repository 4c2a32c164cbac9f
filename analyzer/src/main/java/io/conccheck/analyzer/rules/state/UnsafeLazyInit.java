package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.ValueTypes;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A static that is made when it is first asked for, by whoever asks first: maybe by two. */
@AutoService({Rule.class, Carded.class})
public final class UnsafeLazyInit implements Rule {

  @Override
  public void check(RuleContext file) {
    List<FieldUse> uses =
        FieldUse.of(
            file,
            f ->
                (f.isStatic() || isOfConstant(file, f))
                    && !f.isFinal()
                    && !ValueTypes.isValue(file, f.type()));
    Surroundings around = new Surroundings(file);
    Set<String> told = new HashSet<>();
    for (FieldUse write : uses) {
      if (write.kind() == FieldUse.Kind.WRITE && !isReset(write.node())) {
        FieldUse test = test(uses, write);
        if (test != null
            && (!around.mayBeLocked(write.node()) || isLockedTooLate(test, write, around))
            && !around.inConstruction(write.node())
            && told.add(write.field().symbol())) {
          report(file, test, write);
        }
      }
    }
  }

  /** A field of an enum's constants, of which there is one each for all. */
  private static boolean isOfConstant(RuleContext file, FieldInfo f) {
    ClassInfo owner = file.types().find(f.owner());
    return owner != null && owner.isEnum();
  }

  private static boolean isReset(Node target) {
    return Tree.parent(target) instanceof AssignExpr a && a.getValue().isNullLiteralExpr();
  }

  /** The comparison with null that decides about the write. */
  private static FieldUse test(List<FieldUse> uses, FieldUse write) {
    for (FieldUse u : uses) {
      if (u.kind() != FieldUse.Kind.READ || !u.field().symbol().equals(write.field().symbol())) {
        continue;
      }
      boolean compared =
          Tree.body(u.node()) == Tree.body(write.node())
              && Tree.parent(u.node()) instanceof BinaryExpr b
              && (b.getLeft().isNullLiteralExpr() || b.getRight().isNullLiteralExpr())
              && decides(b, b.getOperator() == BinaryExpr.Operator.EQUALS, write.node());
      if (compared || asked(u.node(), write.node())) {
        return u;
      }
    }
    return null;
  }

  /** {@code Objects.isNull(f)}; {@code Optional.ofNullable(f).orElseGet(() -> f = ...)}. */
  private static boolean asked(Node read, Node write) {
    if (!(Tree.parent(read) instanceof MethodCallExpr c) || !c.getArguments().contains(read)) {
      return false;
    }
    String name = c.getNameAsString();
    if (name.equals("isNull") || name.equals("nonNull")) {
      return Tree.body(read) == Tree.body(write) && decides(c, name.equals("isNull"), write);
    }
    boolean own = name.equals("requireNonNullElseGet") && c.isAncestorOf(write);
    return own
        || name.equals("ofNullable")
            && Tree.parent(c) instanceof MethodCallExpr up
            && up.getNameAsString().equals("orElseGet")
            && up.isAncestorOf(write);
  }

  /** Only the making is locked, and nobody looks again under the lock. */
  private static boolean isLockedTooLate(FieldUse test, FieldUse write, Surroundings around) {
    SynchronizedStmt lock = Tree.enclosing(write.node(), SynchronizedStmt.class);
    return lock != null
        && Tree.body(lock) == Tree.body(test.node())
        && !lock.isAncestorOf(test.node())
        && !around.mayBeLocked(test.node())
        && Tree.within(lock.getBody(), Expression.class).stream()
            .noneMatch(e -> e != write.node() && e.equals(write.node()));
  }

  private static boolean decides(Expression test, boolean missing, Node write) {
    for (Node n = test, up = Tree.parent(n);
        up != null && !Tree.isBody(up);
        n = up, up = Tree.parent(n)) {
      if (up instanceof IfStmt i && i.getCondition() == n) {
        boolean leaves =
            Tree.any(i.getThenStmt(), com.github.javaparser.ast.stmt.ReturnStmt.class, r -> true);
        return missing ? i.getThenStmt().isAncestorOf(write) : leaves && Tree.before(i, write);
      } else if (up instanceof ConditionalExpr c && c.getCondition() == n) {
        return c.isAncestorOf(write)
            || Tree.parent(write) instanceof AssignExpr a && inside(a.getValue(), c);
      } else if (!(up instanceof Expression)) {
        return false;
      }
    }
    return false;
  }

  private static boolean inside(Node whole, Node part) {
    return whole == part || whole.isAncestorOf(part);
  }

  private static void report(RuleContext file, FieldUse test, FieldUse write) {
    FieldInfo f = write.field();
    boolean threads =
        file.unit().getImports().stream()
                .anyMatch(i -> i.getNameAsString().startsWith("java.util.concurrent"))
            || f.isVolatile()
            || !file.all(com.github.javaparser.ast.stmt.SynchronizedStmt.class).isEmpty()
            || !file.calls("start").isEmpty();
    file.report(test.node())
        .severity(threads ? Severity.WARNING : Severity.NOTE)
        .message(
            (f.isStatic() ? "static `" : "`")
                + f.name()
                + "` is made when first asked for, without a lock: two threads make two"
                + (f.isVolatile() ? "" : ", and may see one half-built"))
        .help("Initialise `" + f.name() + "` where it is declared, or in a holder class.")
        .subject(Subject.field(f.symbol()))
        .related(write.node(), "set here")
        .emit();
  }
}
