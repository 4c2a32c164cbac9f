package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** Whoever asks for the write lock while holding the read lock waits for himself. */
@AutoService({Rule.class, Carded.class})
public final class ReadLockUpgrade implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call :
        file.callsOn("java.util.concurrent.locks.Lock", "lock", "lockInterruptibly")) {
      Expression scope = call.getScope().orElse(null);
      LockKey wanted = scope == null ? null : file.facts().lockOf(scope);
      if (wanted == null || wanted.kind() != LockKey.Kind.WRITE) {
        continue;
      }
      boolean reads = false;
      boolean writes = false;
      for (LockKey held : file.facts().heldAt(call)) {
        reads |= held.kind() == LockKey.Kind.READ && held.sameLock(wanted);
        writes |= held.kind() == LockKey.Kind.WRITE && held.sameLock(wanted);
      }
      if (reads && !writes) {
        file.report(call)
            .message(
                "the write lock of `"
                    + wanted.path()
                    + "` is asked for while its read lock is held: the thread waits for itself")
            .help("Release the read lock first, take the write lock and test again.")
            .emit();
      }
    }
  }
}
