package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;
import java.util.List;

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
        report(file, call, wanted).emit();
      }
    }
    if (file.calls("readLock", "readLockInterruptibly").isEmpty()) {
      return;
    }
    OwnAcquires inside = new OwnAcquires(file);
    for (MethodCallExpr call : file.all(MethodCallExpr.class)) {
      for (LockKey held : file.facts().heldAt(call)) {
        MethodCallExpr again =
            held.kind() == LockKey.Kind.READ && file.facts().lockUse(call) == null
                ? inside.of(call, held, List.of(LockKey.Kind.WRITE))
                : null;
        if (again != null && file.facts().heldAt(call).size() == 1) {
          report(file, call, held).related(again, "asked for here").emit();
        }
      }
    }
    for (MethodCallExpr call :
        file.callsOn("java.util.concurrent.locks.StampedLock", "writeLock")) {
      LockUse use = file.facts().lockUse(call); // null where the lock is `this`
      if (use != null
          && file.facts().heldAt(call).stream()
              .anyMatch(k -> k.kind() == LockKey.Kind.READ && k.sameLock(use.key()))) {
        report(file, call, use.key()).emit();
      }
    }
  }

  private static Report report(RuleContext file, MethodCallExpr call, LockKey lock) {
    return file.report(call)
        .message(
            "the write lock of `"
                + lock.path()
                + "` is asked for while its read lock is held: the thread waits for itself")
        .help("Release the read lock first, take the write lock and test again.");
  }
}
