package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Idle;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** Sleeping until a queue, latch or flag has changed. */
@AutoService({Rule.class, Carded.class})
public final class PollingLoop implements Rule {

  @Override
  public void check(RuleContext file) {
    branches(file);
    for (Idle.Loop loop : Idle.in(file)) {
      boolean yields =
          !loop.sleeps()
              // A test that hands something to other code does its work there.
              && loop.condition().findAll(MethodCallExpr.class).stream()
                  .allMatch(c -> c.getArguments().isEmpty())
              && Tree.any(
                  loop.loop(),
                  MethodCallExpr.class,
                  c -> file.types().isCall(c, "java.lang.Thread", "yield"));
      if ((loop.sleeps() || yields) && !isWoken(file)) {
        String what = awaitable(file, loop.condition());
        if (what != null && yields) {
          file.report(loop.loop())
              .severity(Severity.NOTE)
              .message("the loop yields until `" + loop.condition() + "` has changed")
              .help(what)
              .emit();
        } else if (what != null) {
          file.report(loop.loop())
              .message("the loop sleeps until `" + loop.condition() + "` has changed")
              .help(what)
              .emit();
        }
      }
    }
  }

  private static boolean isAtomic(RuleContext file, MethodCallExpr c) {
    String type = file.types().receiverOf(c).name();
    return type.startsWith("java.util.concurrent.atomic.Atomic");
  }

  /** A branch of an endless loop that sleeps because there is nothing to do yet. */
  private static void branches(RuleContext file) {
    for (IfStmt i : file.all(IfStmt.class)) {
      Statement loop = Tree.loop(i);
      boolean sleeps =
          loop != null
              && Flow.isOpenEnded(loop, file)
              && Tree.parent(Tree.parent(i)) == loop
              && i.getElseStmt().isEmpty()
              && Tree.any(
                  i.getThenStmt(),
                  MethodCallExpr.class,
                  c -> file.types().isCall(c, "java.lang.Thread", "sleep"));
      List<MethodCallExpr> asked =
          sleeps ? i.getCondition().findAll(MethodCallExpr.class) : List.of();
      MethodCallExpr taken = sleeps ? taken(file, i.getCondition()) : null;
      if (taken != null) {
        file.report(i)
            .message("the loop sleeps as long as `" + taken + "` gives nothing")
            .help("Use a `BlockingQueue` and call `take()`.")
            .related(taken, "asked here")
            .emit();
      } else if (asked.size() == 1
          && file.types().isCall(asked.get(0), "java.util.Queue", "isEmpty", "peek")) {
        file.report(i)
            .message("the loop sleeps until `" + i.getCondition() + "` has changed")
            .help("Use a `BlockingQueue` and call `take()`.")
            .emit();
      }
    }
  }

  /**
   * {@code x == null}, where {@code x} is what a queue without waiting gave; that call, or null.
   */
  private static MethodCallExpr taken(RuleContext file, Expression condition) {
    Expression left =
        Types.bare(condition) instanceof BinaryExpr b
                && b.getOperator() == BinaryExpr.Operator.EQUALS
                && b.getRight().isNullLiteralExpr()
            ? Types.bare(b.getLeft())
            : null;
    Meaning m = left == null ? null : file.types().meaning(left);
    Expression value =
        m != null && m.local() instanceof VariableDeclarator v
            ? v.getInitializer().map(Types::bare).orElse(null)
            : null;
    return value instanceof MethodCallExpr c
            && c.getArguments().isEmpty()
            && file.types().isCall(c, "java.util.Queue", "poll", "peek")
        ? c
        : null;
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
      } else if (file.types().isCall(c, "java.util.Collection", "isEmpty", "size")
          || file.types().isCall(c, "java.util.Queue", "peek")) {
        return "Use a `BlockingQueue` and call `take()`.";
      } else if (c.getNameAsString().startsWith("get") && isAtomic(file, c)) {
        return "Count down a `CountDownLatch`, or wait on a condition, where it is changed.";
      } else if (file.types()
          .isCall(c, "java.util.concurrent.ConcurrentMap", "get", "containsKey")) {
        return "Keep a `CompletableFuture` in the map, or wait on a condition.";
      }
    }
    Expression bare = Types.bare(condition);
    Expression tested =
        bare instanceof UnaryExpr u
            ? u.getExpression()
            : bare instanceof BinaryExpr b ? Types.bare(b.getLeft()) : bare;
    FieldInfo field = file.types().field(tested);
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
