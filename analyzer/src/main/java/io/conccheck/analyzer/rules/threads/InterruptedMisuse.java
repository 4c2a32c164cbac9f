package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The two questions for the interrupt flag, mixed up. */
@AutoService({Rule.class, Carded.class})
public final class InterruptedMisuse implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "interrupted")) {
      boolean onValue = call.getScope().filter(s -> !file.types().of(s).isUnknown()).isPresent();
      if (onValue) {
        file.report(call)
            .message(
                "`"
                    + call
                    + "` asks, and clears, the flag of the calling thread, whatever it is called on")
            .help(
                "Call `isInterrupted()`, or write `Thread.interrupted()` where the calling thread is meant.")
            .emit();
      } else if (Tree.parent(call) instanceof ExpressionStmt && inCatch(call) != null) {
        file.report(call)
            .message("`Thread.interrupted()` clears the flag, it does not set it again")
            .help("Call `Thread.currentThread().interrupt()`.")
            .emit();
      } else if (Tree.parent(call) instanceof ExpressionStmt
          && !Finally.contains(call)
          && Tree.body(call) != null
          && !Tree.any(
              Tree.body(call),
              MethodCallExpr.class,
              c ->
                  c != call
                      && c.getNameAsString()
                          .matches("interrupt|interrupted|isInterrupted|park.*"))) {
        file.report(call)
            .message("`Thread.interrupted()` clears the flag, and its answer is thrown away")
            .help("Test what it returns, and end the task if it is true.")
            .severity(Severity.NOTE)
            .emit();
      } else {
        lost(file, call);
      }
    }
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "isInterrupted")) {
      CatchClause c = inCatch(call);
      boolean own =
          call.getScope().filter(s -> s.toString().endsWith("currentThread()")).isPresent();
      if (c != null
          && own
          && !Tree.any(c, MethodCallExpr.class, m -> m.getNameAsString().equals("interrupt"))) {
        file.report(call)
            .message("`isInterrupted` is always false here: the exception has cleared the flag")
            .help("Take the exception itself as the interrupt.")
            .emit();
      }
    }
  }

  /** The flag is cleared by the test, and nothing that follows keeps the answer. */
  private static void lost(RuleContext file, MethodCallExpr call) {
    boolean goesOn =
        Tree.parent(call) instanceof IfStmt i
            && i.getCondition() == call
            && Tree.loop(i) != null
            && Tree.within(i.getThenStmt(), Statement.class).stream()
                .noneMatch(s -> s.isReturnStmt() || s.isThrowStmt() || s.isBreakStmt())
            && !isLeaving(i.getThenStmt())
            && Tree.within(i.getThenStmt(), AssignExpr.class).isEmpty()
            && Tree.within(i.getThenStmt(), MethodCallExpr.class).stream()
                .noneMatch(
                    c -> c.getNameAsString().matches("(?i).*(interrupt|stop|cancel|close|shut).*"));
    if (goesOn) {
      file.report(call)
          .message(
              "`Thread.interrupted()` clears the flag, and the loop goes on: the request is lost")
          .help("Leave the loop, or ask `Thread.currentThread().isInterrupted()`.")
          .emit();
    }
    WhileStmt loop = Tree.enclosing(call, WhileStmt.class);
    boolean ends =
        loop != null && (loop.getCondition() == call || loop.getCondition().isAncestorOf(call));
    MethodCallExpr again = ends && Tree.body(call) != null ? askedAfter(loop) : null;
    if (again != null) {
      file.report(call)
          .message(
              "`Thread.interrupted()` ends the loop and clears the flag that is asked for after it")
          .help("Ask `Thread.currentThread().isInterrupted()` in the loop.")
          .related(again, "false here, whatever ended the loop")
          .emit();
    }
  }

  private static boolean isLeaving(Statement s) {
    return s.isReturnStmt() || s.isThrowStmt() || s.isBreakStmt();
  }

  /** The next question for the flag after a loop in the same body; null if it was set again. */
  private static MethodCallExpr askedAfter(Statement loop) {
    for (MethodCallExpr c : Tree.within(Tree.body(loop), MethodCallExpr.class)) {
      if (Tree.before(loop, c) && !loop.isAncestorOf(c)) {
        if (c.getNameAsString().equals("interrupt")) {
          return null;
        } else if (c.getNameAsString().equals("isInterrupted")
            && c.getScope().filter(s -> s.toString().endsWith("currentThread()")).isPresent()) {
          return c;
        }
      }
    }
    return null;
  }

  private static CatchClause inCatch(MethodCallExpr call) {
    CatchClause c = Tree.enclosing(call, CatchClause.class);
    return c != null
            && Tree.body(c) == Tree.body(call)
            && c.getParameter().getTypeAsString().equals("InterruptedException")
        ? c
        : null;
  }
}
