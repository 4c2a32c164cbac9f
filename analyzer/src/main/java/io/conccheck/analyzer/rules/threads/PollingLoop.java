package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Idle;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** Sleeping until a queue, latch or flag has changed. */
@AutoService({Rule.class, Carded.class})
public final class PollingLoop implements Rule {

  @Override
  public void check(RuleContext file) {
    for (Idle.Loop loop : Idle.in(file)) {
      if (loop.sleeps() && !isWoken(file)) {
        String what = awaitable(file, loop.condition());
        if (what != null) {
          file.report(loop.loop())
              .message("the loop sleeps until `" + loop.condition() + "` has changed")
              .help(what)
              .emit();
        }
      }
    }
  }

  /** Whoever changes the condition may end the sleep with an interrupt. */
  private static boolean isWoken(RuleContext file) {
    return file.calls("interrupt").stream()
        .anyMatch(
            i -> i.getScope().filter(s -> !s.toString().endsWith("currentThread()")).isPresent());
  }

  private static String awaitable(RuleContext file, Expression condition) {
    List<MethodCallExpr> calls = new ArrayList<>(Tree.within(condition, MethodCallExpr.class));
    if (Types.bare(condition) instanceof MethodCallExpr c) {
      calls.add(c);
    }
    for (MethodCallExpr c : calls) {
      if (file.types().isCall(c, "java.util.concurrent.BlockingQueue", "isEmpty", "size", "peek")) {
        return "Call `take()`, or `poll` with a time limit.";
      } else if (file.types().isCall(c, "java.util.concurrent.CountDownLatch", "getCount")) {
        return "Call `await()`.";
      } else if (file.types().isCall(c, "java.util.concurrent.Semaphore", "availablePermits")) {
        return "Call `acquire()`.";
      }
    }
    Expression bare = Types.bare(condition);
    FieldInfo field =
        bare instanceof UnaryExpr u
            ? file.types().field(u.getExpression())
            : file.types().field(bare);
    return field != null && field.isVolatile() && isWritten(file, field)
        ? "Count down a `CountDownLatch`, or wait on a condition, where the flag is set."
        : null;
  }

  private static boolean isWritten(RuleContext file, FieldInfo field) {
    return file.all(AssignExpr.class).stream()
        .map(a -> file.types().field(a.getTarget()))
        .anyMatch(f -> f != null && f.symbol().equals(field.symbol()));
  }
}
