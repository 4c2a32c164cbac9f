package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The monitor of an object that has a lock discipline of its own excludes none of its users. */
@AutoService({Rule.class, Carded.class})
public final class SynchronizedOnLock implements Rule {

  private static final String[] LOCKS = {
    "java.util.concurrent.locks.Lock",
    "java.util.concurrent.locks.ReadWriteLock",
    "java.util.concurrent.locks.StampedLock",
    "java.util.concurrent.locks.Condition",
    "java.util.concurrent.locks.AbstractOwnableSynchronizer",
    "java.util.concurrent.Semaphore",
    "java.util.concurrent.CountDownLatch",
    "java.util.concurrent.CyclicBarrier",
    "java.util.concurrent.Phaser"
  };

  @Override
  public void check(RuleContext file) {
    for (SynchronizedStmt s : file.all(SynchronizedStmt.class)) {
      Expression e = Types.bare(s.getExpression());
      if (e.isThisExpr() || waitsOn(file, s, e)) {
        continue;
      }
      String type = file.types().of(e).simpleName();
      if (file.types().isA(e, LOCKS)) {
        file.report(s)
            .message(
                "`synchronized` takes the monitor of `"
                    + e
                    + "`, not the `"
                    + type
                    + "` itself: nobody who calls its methods is kept out")
            .help("Call the lock's own methods.")
            .emit();
      } else if (isConcurrent(file, e) && (usedOutside(file, e) || !isMap(file, e))) {
        file.report(s)
            .severity(Severity.NOTE)
            .message(
                "`synchronized` on the `"
                    + type
                    + "` `"
                    + e
                    + "` keeps out nobody who just calls its methods, which take no monitor")
            .help("Use one atomic operation of the class, or one lock for all uses.")
            .emit();
      }
    }
  }

  /** Object.wait needs the monitor: that is told by the rule for waiting on conditions. */
  private static boolean waitsOn(RuleContext file, SynchronizedStmt s, Expression e) {
    return file.calls("wait", "notify", "notifyAll").stream()
        .anyMatch(c -> s.isAncestorOf(c) && c.getScope().map(x -> x.equals(e)).orElse(false));
  }

  private static boolean isConcurrent(RuleContext file, Expression e) {
    String name = file.types().of(e).name();
    return file.types().of(e).isClass()
        && (name.startsWith("java.util.concurrent.atomic.Atomic")
            || name.startsWith("java.util.concurrent.Concurrent")
            || name.startsWith("java.util.concurrent.CopyOnWrite")
            || name.startsWith("java.util.concurrent.") && name.endsWith("Queue"));
  }

  /** Code that always takes a map's monitor has a lock, if a strange one. */
  private static boolean isMap(RuleContext file, Expression e) {
    return file.types().isA(e, "java.util.Map", "java.util.Set");
  }

  /** A change of the same object outside every block that takes its monitor. */
  private static boolean usedOutside(RuleContext file, Expression e) {
    if (file.types().field(e) == null) {
      return false;
    }
    String field = file.types().field(e).symbol();
    for (MethodCallExpr call :
        file.calls(
            "put",
            "remove",
            "add",
            "set",
            "offer",
            "poll",
            "take",
            "clear",
            "putIfAbsent",
            "incrementAndGet",
            "getAndIncrement",
            "compareAndSet",
            "computeIfAbsent")) {
      Expression scope = call.getScope().orElse(null);
      var f = scope == null ? null : file.types().field(scope);
      if (f != null && f.symbol().equals(field) && !MonitorScope.mayHoldOne(call)) {
        return true;
      }
    }
    return false;
  }
}
