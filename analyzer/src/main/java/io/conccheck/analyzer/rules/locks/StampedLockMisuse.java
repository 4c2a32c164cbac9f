package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Stamps that are not validated, or given to the wrong method. */
@AutoService({Rule.class, Carded.class})
public final class StampedLockMisuse implements Rule {

  private static final String LOCK = "java.util.concurrent.locks.StampedLock";

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn(LOCK, "tryOptimisticRead")) {
      Node body = Tree.body(call);
      boolean used =
          ValueFlow.of(call, file.types(), file.nodes()).escapes().stream()
              .anyMatch(e -> Tree.parent(e) instanceof MethodCallExpr);
      if (body != null && !used) {
        file.report(call)
            .message(
                "the stamp of this optimistic read is never validated: what was read may be torn")
            .help("Call `validate(stamp)` after reading, and fall back to `readLock()`.")
            .emit();
      }
    }
    tooEarly(file);
    again(file);
    wrongStamp(file, "writeLock", "unlockRead");
    wrongStamp(file, "readLock", "unlockWrite");
    wrongStamp(file, "tryOptimisticRead", "unlockRead");
  }

  /** Validated at once, and read only afterwards. */
  private static void tooEarly(RuleContext file) {
    for (MethodCallExpr take : file.callsOn(LOCK, "tryOptimisticRead")) {
      for (MethodCallExpr test : file.callsOn(LOCK, "validate")) {
        boolean same = Tree.body(take) == Tree.body(test) && Tree.before(take, test);
        if (same
            && Tree.parent(test) instanceof IfStmt i
            && !reads(file, take, test, Tree.body(take))
            && reads(file, test, i.getElseStmt().orElse(null), i.getThenStmt())) {
          file.report(test)
              .message(
                  "the stamp is validated before anything is read: what is read then may be torn")
              .help("Read into locals first, validate, and use them only if it held.")
              .related(take, "the optimistic read begins here")
              .emit();
        }
      }
    }
  }

  /** True if a field or a method's result is read in that region after one node, before another. */
  private static boolean reads(RuleContext file, Node from, Node to, Node region) {
    for (Expression e : Tree.within(region, Expression.class)) {
      boolean between =
          Tree.before(from, e)
              && !from.isAncestorOf(e)
              && (to == null || Tree.before(e, to) && !e.isAncestorOf(to))
              && !(to instanceof MethodCallExpr && to.isAncestorOf(e));
      boolean field =
          e instanceof NameExpr && file.types().field(e) != null && !file.types().isA(e, LOCK);
      if (between && (field || e instanceof MethodCallExpr)) {
        return true;
      }
    }
    return false;
  }

  /** No thread can take a stamped lock twice. */
  private static void again(RuleContext file) {
    if (file.callsOn(LOCK, "writeLock", "readLock").isEmpty()) {
      return;
    }
    OwnAcquires inside = new OwnAcquires(file);
    for (MethodCallExpr call : file.all(MethodCallExpr.class)) {
      for (LockKey held : file.facts().heldAt(call)) {
        MethodCallExpr twice =
            held.kind() == LockKey.Kind.WRITE && file.facts().lockUse(call) == null
                ? inside.of(call, held, List.of(LockKey.Kind.READ, LockKey.Kind.WRITE))
                : null;
        if (twice != null && file.types().isCall(twice, LOCK)) {
          file.report(call)
              .message(
                  "`"
                      + held.path()
                      + "` is asked for again by a thread that has its write lock: it waits for itself")
              .help("Split off a method that expects the lock to be held.")
              .related(twice, "asked for here")
              .emit();
        }
      }
    }
  }

  private static void wrongStamp(RuleContext file, String taken, String given) {
    for (MethodCallExpr take : file.callsOn(LOCK, taken)) {
      ValueFlow stamp = ValueFlow.of(take, file.types(), file.nodes());
      if (stamp.locals().size() != 1 || isReassigned(file, stamp.locals().get(0))) {
        continue;
      }
      for (Expression e : stamp.escapes()) {
        if (Tree.parent(e) instanceof MethodCallExpr c && file.types().isCall(c, LOCK, given)) {
          file.report(c)
              .message(
                  "`"
                      + given
                      + "` gets the stamp of `"
                      + taken
                      + "`: it throws `IllegalMonitorStateException`")
              .help("Unlock in the mode of the stamp.")
              .related(take, "the stamp comes from here")
              .emit();
        }
      }
    }
  }

  private static boolean isReassigned(RuleContext file, Node local) {
    return file.all(AssignExpr.class).stream()
        .map(a -> file.types().meaning(a.getTarget()))
        .anyMatch(m -> m != null && m.local() == local);
  }
}
