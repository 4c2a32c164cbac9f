package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An interrupt is caught, and nobody learns of it. */
@AutoService({Rule.class, Carded.class})
public final class InterruptSwallowed implements Rule {

  private static final Set<String> TELLS_NOBODY =
      Set.of(
          "printStackTrace",
          "log",
          "warn",
          "error",
          "info",
          "debug",
          "trace",
          "println",
          "print",
          "printf",
          "getMessage",
          "toString",
          "fine",
          "severe",
          "warning",
          "format",
          "getName",
          "currentThread",
          "getLogger");

  /** Waits that an interrupt ends with an exception. */
  private static final String INTERRUPTIBLE =
      "(Thread|BlockingQueue|BlockingDeque|TimeUnit|CountDownLatch|Future|CompletableFuture"
          + "|Semaphore|CyclicBarrier|Condition|Object|Process|ExecutorService)\\..*";

  @Override
  public void check(RuleContext file) {
    for (CatchClause c : file.all(CatchClause.class)) {
      String type = c.getParameter().getTypeAsString();
      if (catchesAll(file, c) && isSwallowed(c) && inEndlessLoop(c) && !endsTask(file, c)) {
        file.report(c)
            .message(
                "`"
                    + type
                    + "` takes interrupts as well, and the loop goes on: it cannot be stopped")
            .help("Catch `InterruptedException` before it, and leave the loop.")
            .emit();
      }
      boolean taken = type.matches("(.*\\W)?InterruptedException(\\W.*)?");
      boolean all = !inEndlessLoop(c) && catchesAll(file, c) && !asksForInterrupts(c);
      if (all && (isHidden(file, c) || isSwallowed(c)) && !endsTask(file, c)) {
        file.report(c)
            .message(
                "`%s` takes interrupts as well, and who asked this thread to stop is not heard"
                    .formatted(type))
            .help("Catch `InterruptedException` before it, and restore the flag there.")
            .severity(Severity.NOTE)
            .emit();
      }
      if (taken && isHidden(file, c) && !endsTask(file, c)) {
        file.report(c)
            .message("`InterruptedException` is turned into something that no longer tells of it")
            .help("Restore the flag with `Thread.currentThread().interrupt()` first, or rethrow.")
            .severity(Severity.NOTE)
            .emit();
      }
      if (taken && isSwallowed(c) && !endsTask(file, c)) {
        Report report =
            file.report(c)
                .message("`" + type + "` is swallowed: who asked this thread to stop is not heard")
                .help("Restore the flag with `Thread.currentThread().interrupt()`, or rethrow.");
        if (file.isTest() || tidies(c)) {
          report.severity(Severity.NOTE);
        }
        report.emit();
      }
    }
  }

  /** A handler of everything around a call that an interrupt ends. */
  private static boolean catchesAll(RuleContext file, CatchClause c) {
    String type = c.getParameter().getTypeAsString();
    return (type.equals("Exception") || type.equals("Throwable"))
        && Tree.parent(c) instanceof TryStmt t
        && t.getCatchClauses().stream()
            .noneMatch(o -> o.getParameter().getTypeAsString().contains("InterruptedException"))
        && Tree.any(
            t.getTryBlock(),
            MethodCallExpr.class,
            m -> {
              String why = file.facts().blockingReason(m);
              return why != null && why.matches(INTERRUPTIBLE);
            });
  }

  /** {@code if (e instanceof InterruptedException)} and the like. */
  private static boolean asksForInterrupts(CatchClause c) {
    return c.getBody().toString().contains("Interrupted");
  }

  private static boolean inEndlessLoop(CatchClause c) {
    Statement loop = Tree.loop(c);
    return loop != null
        && Flow.isEndless(loop)
        && !Tree.any(loop, MethodCallExpr.class, m -> m.getNameAsString().contains("nterrupted"));
  }

  /** A private method that only threads and pools are given: with it the task ends. */
  private static boolean isTaskOnly(RuleContext file, MethodDeclaration m) {
    List<Node> callers = m.isPrivate() ? new Surroundings(file).callers(m) : List.of();
    return !callers.isEmpty()
        && callers.stream()
            .allMatch(
                c ->
                    c instanceof MethodReferenceExpr
                            && file.types()
                                .isA(file.types().expected((Expression) c), "java.lang.Runnable")
                        || Tree.body(c) instanceof LambdaExpr l && Surroundings.runsLater(l));
  }

  /** The caller gets null, or a failure that any defect may give as well; the flag stays down. */
  private static boolean isHidden(RuleContext file, CatchClause c) {
    BlockStmt body = c.getBody();
    Statement last = body.getStatements().getLast().orElse(null);
    boolean nothing =
        last instanceof ReturnStmt r
            && r.getExpression().filter(Expression::isLiteralExpr).isPresent();
    boolean failure =
        last instanceof ThrowStmt t
            && t.getExpression() instanceof ObjectCreationExpr o
            && (file.types().of(o).isClass("java.lang.RuntimeException")
                || c.getParameter().getType().isUnionType()
                    && !o.getType().getNameAsString().matches("Interrupted.*|Cancel.*"));
    return (nothing || failure)
        && Tree.within(body, AssignExpr.class).isEmpty()
        && Tree.within(body, MethodCallExpr.class).stream()
            .allMatch(m -> TELLS_NOBODY.contains(m.getNameAsString()));
  }

  /** What waits for a pool or process ends it instead, and still tells nobody of the interrupt. */
  private static final Set<String> TIDIES =
      Set.of("shutdownNow", "shutdown", "cancel", "destroy", "destroyForcibly");

  private static boolean tidies(CatchClause c) {
    return Tree.any(c.getBody(), MethodCallExpr.class, m -> TIDIES.contains(m.getNameAsString()));
  }

  /** {@code done = false} where the loop goes on until it is true. */
  private static boolean goesOn(AssignExpr a, CatchClause c) {
    Expression condition =
        Tree.loop(c) instanceof WhileStmt w ? Types.bare(w.getCondition()) : null;
    boolean negated = condition != null && condition.isUnaryExpr();
    Expression flag = negated ? condition.asUnaryExpr().getExpression() : condition;
    return flag != null
        && flag.isNameExpr()
        && a.getTarget().equals(flag)
        && a.getValue().isBooleanLiteralExpr()
        && a.getValue().asBooleanLiteralExpr().getValue() != negated;
  }

  private static boolean isSwallowed(CatchClause c) {
    BlockStmt body = c.getBody();
    return Tree.within(body, MethodCallExpr.class).stream()
            .map(MethodCallExpr::getNameAsString)
            .allMatch(m -> TELLS_NOBODY.contains(m) || TIDIES.contains(m))
        && Tree.within(body, AssignExpr.class).stream().allMatch(a -> goesOn(a, c))
        && Tree.within(body, ObjectCreationExpr.class).isEmpty()
        && Tree.within(body, Statement.class).stream()
            .noneMatch(
                s -> s.isReturnStmt() || s.isThrowStmt() || s.isBreakStmt() || s.isYieldStmt());
  }

  /** Not a function that the JDK runs in place, element for element. */
  private static boolean mayBeTask(RuleContext file, LambdaExpr l) {
    boolean each =
        Tree.parent(l) instanceof MethodCallExpr c
            && c.getNameAsString().equals("forEach")
            && file.types().isA(file.types().receiverOf(c), "java.lang.Iterable");
    return !each;
  }

  /** The condition is about more than what the loop counts or notes itself. */
  private static boolean looksOut(RuleContext file, WhileStmt loop) {
    List<NameExpr> names = new ArrayList<>(loop.getCondition().findAll(NameExpr.class));
    return names.isEmpty()
        || !loop.getCondition().findAll(MethodCallExpr.class).isEmpty()
        || names.stream()
            .map(file.types()::meaning)
            .anyMatch(m -> m == null || !(m.local() instanceof VariableDeclarator));
  }

  /** The thread has nothing more to do, or looks at a condition of its own next. */
  private static boolean endsTask(RuleContext file, CatchClause c) {
    Node body = Tree.body(c);
    if (body == null
        || Tree.any(body, MethodCallExpr.class, m -> m.getNameAsString().equals("interrupt"))) {
      return true;
    }
    Statement loop = Tree.loop(c);
    if (loop != null) {
      boolean asksFlag =
          loop instanceof WhileStmt w
              && w.getCondition().findAll(MethodCallExpr.class).stream()
                  .anyMatch(m -> m.getNameAsString().matches("isInterrupted|interrupted"));
      return loop instanceof WhileStmt w && !Flow.isEndless(loop) && !asksFlag && looksOut(file, w)
          || loop instanceof DoStmt && !Flow.isEndless(loop);
    }
    return body instanceof LambdaExpr l && mayBeTask(file, l)
        || body instanceof MethodDeclaration p && isTaskOnly(file, p)
        || body instanceof MethodDeclaration m
            && Set.of("run", "call", "main").contains(m.getNameAsString());
  }
}
