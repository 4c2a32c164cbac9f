package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.ValueTypes;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Tested without the lock, tested again under it, set there: and the field is not volatile. */
@AutoService({Rule.class, Carded.class})
public final class DoubleCheckedLocking implements Rule {

  private static final String LOCK = "java.util.concurrent.locks.Lock";

  @Override
  public void check(RuleContext file) {
    if (file.all(SynchronizedStmt.class).isEmpty() && file.calls("lock").isEmpty()) {
      return;
    }
    List<FieldUse> uses =
        FieldUse.of(file, f -> !f.isVolatile() && !f.isFinal() && isPublished(file, f.type()));
    Surroundings around = new Surroundings(file);
    TestedOnlyBefore.check(file, around);
    for (FieldUse write : uses) {
      Node lock = write.kind() == FieldUse.Kind.WRITE ? lockAround(file, write.node()) : null;
      FieldUse outer = lock == null ? null : testedBefore(uses, write, lock);
      if (outer != null
          && !around.mayBeLocked(outer.node())
          && testedInside(file, uses, write, lock)
          && publishes(file, write)) {
        boolean frozen = FrozenObjects.isFrozen(file, write);
        if (!frozen || !isKept(outer.node())) {
          report(file, write, outer, frozen);
        }
      }
    }
  }

  private static void report(RuleContext file, FieldUse write, FieldUse outer, boolean frozen) {
    FieldInfo f = write.field();
    String harm =
        frozen
            ? "set and, when it reads it again, still unset"
            : "set before "
                + (f.type().isPrimitive() ? "what it stands for" : "the object behind it")
                + " is complete";
    file.report(outer.node())
        .severity(f.type().isUnknown() || frozen ? Severity.WARNING : Severity.ERROR)
        .message(
            "`%s` is tested without the lock and is not volatile: a thread may see it %s"
                .formatted(f.name(), harm))
        .help("Make `" + f.name() + "` volatile.")
        .subject(Subject.field(f.symbol()))
        .related(write.node(), "set here, under the lock")
        .emit();
  }

  /** References whose object has parts of its own, and flags; a value stands for itself. */
  private static boolean isPublished(RuleContext file, TypeRef type) {
    return type.isPrimitive() ? type.name().equals("boolean") : !ValueTypes.isValue(file, type);
  }

  /** The synchronized block or the call of {@code lock} that comes first around the write. */
  private static Node lockAround(RuleContext file, Node write) {
    for (Node n = write, up = Tree.parent(n); up != null && !Tree.isBody(up); up = Tree.parent(n)) {
      if (up instanceof SynchronizedStmt s && s.getBody() == n) {
        return s;
      }
      n = up;
    }
    Node body = Tree.body(write);
    Node last = null;
    if (body != null) {
      for (MethodCallExpr c : file.callsOn(LOCK, "lock", "lockInterruptibly")) {
        if (Tree.body(c) == body && Tree.before(c, write)) {
          last = c;
        }
      }
    }
    return last;
  }

  /** A read before the lock is taken, in a test, or kept in a local for one. */
  private static FieldUse testedBefore(List<FieldUse> uses, FieldUse write, Node lock) {
    for (FieldUse u : uses) {
      if (same(u, write)
          && Tree.body(u.node()) == Tree.body(write.node())
          && Tree.before(u.node(), lock)
          && (isTest(u.node()) && !refuses(u.node()) || isKept(u.node()))) {
        return u;
      }
    }
    return null;
  }

  private static boolean testedInside(
      RuleContext file, List<FieldUse> uses, FieldUse write, Node lock) {
    for (FieldUse u : uses) {
      boolean inside =
          same(u, write) && Tree.before(lock, u.node()) && Tree.before(u.node(), write.node());
      if (inside && (isTest(u.node()) || isKept(u.node()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(FieldUse u, FieldUse write) {
    return u.kind() == FieldUse.Kind.READ && u.field().symbol().equals(write.field().symbol());
  }

  /** In the condition of an {@code if}. */
  private static boolean isTest(Node read) {
    for (Node n = read, up = Tree.parent(n); up instanceof Expression || up instanceof IfStmt; ) {
      if (up instanceof IfStmt i) {
        return i.getCondition() == n;
      }
      n = up;
      up = Tree.parent(n);
    }
    return false;
  }

  /** {@code if (next == null) throw}: of what is not there nothing is made here. */
  private static boolean refuses(Node read) {
    Node up = Tree.parent(read);
    boolean absent =
        up instanceof BinaryExpr b
            && b.getOperator() == BinaryExpr.Operator.EQUALS
            && (b.getLeft().isNullLiteralExpr() || b.getRight().isNullLiteralExpr());
    Node test = absent ? Tree.parent(up) : null;
    return test instanceof IfStmt i
        && (leaves(i.getThenStmt())
            || Tree.any(i.getThenStmt(), Statement.class, DoubleCheckedLocking::leaves))
        && !Tree.any(
            i.getThenStmt(), Statement.class, s -> s.isSynchronizedStmt() || s.isTryStmt());
  }

  private static boolean leaves(Statement s) {
    return s.isThrowStmt() || s.isReturnStmt();
  }

  private static boolean isKept(Node read) {
    Node up = Tree.parent(read);
    return up instanceof VariableDeclarator v
            && !(Tree.parent(v) instanceof com.github.javaparser.ast.body.FieldDeclaration)
        || up instanceof AssignExpr a && a.getValue() == read && a.getTarget() instanceof NameExpr
        || up instanceof AssignExpr b && b.getValue() == read && isTest(b);
  }

  /** A flag publishes the fields set before it; a reset to null or false publishes nothing. */
  private static boolean publishes(RuleContext file, FieldUse write) {
    if (!(Tree.parent(write.node()) instanceof AssignExpr a)) {
      return false;
    }
    if (!write.field().type().isPrimitive()) {
      return !a.getValue().isNullLiteralExpr();
    }
    boolean set =
        a.getValue().isBooleanLiteralExpr() && a.getValue().asBooleanLiteralExpr().getValue();
    return set && new StateSetBefore(file, write).any();
  }
}
