package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;

/** A lock given back that this code never took. */
@AutoService({Rule.class, Carded.class})
public final class UnlockWithoutLock implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.util.concurrent.locks.Lock", "unlock")) {
      Expression scope = call.getScope().orElse(null);
      Node body = scope == null ? null : Tree.body(call);
      if (body instanceof MethodDeclaration m
          && !m.getNameAsString()
              .toLowerCase(java.util.Locale.ROOT)
              .matches(
                  ".*(lock|release|close|end|exit|leave|finish|after|commit|rollback|done|stop).*")) {
        LockKey own = file.facts().lockOf(scope);
        LockKey other = own == null ? null : otherMode(file, call, own);
        if (other != null && !takes(file, body, own)) {
          report(file, call, own, other);
        }
      }
    }
  }

  /**
   * Another lock or another side of the same one that is held there instead: the proof that the
   * wrong one is given back. Without it a caller may have taken the lock.
   */
  private static LockKey otherMode(RuleContext file, MethodCallExpr call, LockKey own) {
    for (LockKey held : file.facts().heldAt(call)) {
      boolean locks = held.kind() != LockKey.Kind.MONITOR && held.kind() != LockKey.Kind.SEMAPHORE;
      boolean same = held.kind() == own.kind() && held.sameLock(own);
      if (same || held.path().isUnknown() || own.path().isUnknown()) {
        return null;
      }
      if (locks && !isReleased(file, call, held)) {
        return held;
      }
    }
    return null;
  }

  /** True if the same body gives the held one back somewhere. */
  private static boolean isReleased(RuleContext file, MethodCallExpr call, LockKey held) {
    return Tree.any(
        Tree.body(call),
        MethodCallExpr.class,
        c -> c != call && c.getNameAsString().equals("unlock") && isOf(file, c, held));
  }

  private static boolean takes(RuleContext file, Node body, LockKey own) {
    return Tree.any(
        body,
        MethodCallExpr.class,
        c ->
            !c.getNameAsString().equals("unlock")
                && c.getNameAsString().toLowerCase(java.util.Locale.ROOT).contains("lock")
                && !c.getNameAsString().equals("readLock")
                && !c.getNameAsString().equals("writeLock")
                && (isOf(file, c, own) || c.getScope().isEmpty()));
  }

  private static boolean isOf(RuleContext file, MethodCallExpr c, LockKey key) {
    LockKey k = c.getScope().map(s -> file.facts().lockOf(s)).orElse(null);
    return k != null && k.kind() == key.kind() && k.sameLock(key);
  }

  private static void report(RuleContext file, MethodCallExpr call, LockKey own, LockKey held) {
    String wrong = own.word().replace('-', ' ') + " of `" + own.path() + "`";
    file.report(call)
        .message(
            "the "
                + wrong
                + " is given back but was not taken here: held is the "
                + held.word().replace('-', ' ')
                + " of `"
                + held.path()
                + "`, which stays locked")
        .help("Unlock the lock that was locked.")
        .emit();
  }
}
