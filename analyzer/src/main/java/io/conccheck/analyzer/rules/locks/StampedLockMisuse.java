package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;

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
    wrongStamp(file, "writeLock", "unlockRead");
    wrongStamp(file, "readLock", "unlockWrite");
    wrongStamp(file, "tryOptimisticRead", "unlockRead");
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
