package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two threads lock two objects when the field that holds the lock is given another. */
@AutoService({Rule.class, Carded.class})
public final class LockOnReassignedField implements Rule {

  private static final String[] TAKES = {
    "lock", "lockInterruptibly", "tryLock", "acquire", "tryAcquire", "writeLock", "readLock"
  };

  @Override
  public void check(RuleContext file) {
    Map<Node, FieldInfo> uses = lockUses(file);
    if (uses.isEmpty()) {
      return;
    }
    Set<String> locks = new HashSet<>();
    uses.values().forEach(f -> locks.add(f.symbol()));
    Surroundings around = new Surroundings(file);
    List<FieldUse> writes =
        FieldUse.of(file, f -> locks.contains(f.symbol())).stream()
            .filter(u -> u.writes() && !isReset(u.node()) && !around.inConstruction(u.node()))
            .toList();
    uses.forEach(
        (node, field) ->
            writes.stream()
                .filter(w -> w.field().symbol().equals(field.symbol()))
                .filter(w -> !outerLock(node) && !around.inConstruction(node))
                .findFirst()
                .ifPresent(w -> report(file, node, field, w)));
  }

  /** Places that lock the object in a field that is not final; of Locks the first place only. */
  private static Map<Node, FieldInfo> lockUses(RuleContext file) {
    Map<Node, FieldInfo> uses = new LinkedHashMap<>();
    for (SynchronizedStmt s : file.all(SynchronizedStmt.class)) {
      put(uses, s, file.types().field(Types.bare(s.getExpression())));
    }
    Set<String> seen = new HashSet<>();
    for (MethodCallExpr c : file.calls(TAKES)) {
      Expression scope = c.getScope().map(LockOnReassignedField::whole).orElse(null);
      if (scope == null || !isTaken(file, c, scope)) {
        continue;
      }
      FieldInfo f = scope == null ? null : file.types().field(Types.bare(scope));
      if (f != null && seen.add(f.symbol())) {
        put(uses, c, f);
      }
    }
    return uses;
  }

  /** The read/write lock whose one side is meant, else the lock itself. */
  private static Expression whole(Expression lock) {
    return Types.bare(lock) instanceof MethodCallExpr c
            && c.getNameAsString().endsWith("Lock")
            && c.getScope().isPresent()
        ? c.getScope().get()
        : lock;
  }

  private static boolean isTaken(RuleContext file, MethodCallExpr c, Expression lock) {
    String locks = "java.util.concurrent.locks.";
    return c.getNameAsString().endsWith("Lock") && !c.getNameAsString().startsWith("try")
        ? file.types().isA(lock, locks + "StampedLock")
        : file.types()
            .isA(lock, locks + "Lock", locks + "ReadWriteLock", "java.util.concurrent.Semaphore");
  }

  private static void put(Map<Node, FieldInfo> uses, Node node, FieldInfo f) {
    if (f != null && !f.isFinal()) {
      uses.put(node, f);
    }
  }

  /** With null in the field there is no other object to lock. */
  private static boolean isReset(Node target) {
    return Tree.parent(target) instanceof AssignExpr a && a.getValue().isNullLiteralExpr();
  }

  /** Inside another monitor the one of the field need not exclude anybody. */
  private static boolean outerLock(Node node) {
    return MonitorScope.block(node) != null || MonitorScope.method(node) != null;
  }

  private static void report(RuleContext file, Node node, FieldInfo field, FieldUse write) {
    int line = write.node().getBegin().map(p -> p.line).orElse(0);
    file.report(node)
        .message(
            "the lock in `"
                + field.name()
                + "` is replaced at line "
                + line
                + ": threads before and after that lock different objects")
        .help("Make `" + field.name() + "` final, or lock an object that never changes.")
        .related(write.node(), "given another object here")
        .emit();
  }
}
