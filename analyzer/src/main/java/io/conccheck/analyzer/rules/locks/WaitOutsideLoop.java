package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** {@code wait} and {@code await} return without a signal: their condition needs a loop. */
@AutoService({Rule.class, Carded.class})
public final class WaitOutsideLoop implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : ObjectMonitor.calls(file, "wait")) {
      report(file, call);
    }
    for (MethodCallExpr call :
        file.callsOn(
            "java.util.concurrent.locks.Condition",
            "await",
            "awaitNanos",
            "awaitUntil",
            "awaitUninterruptibly")) {
      report(file, call);
    }
  }

  private static void report(RuleContext file, MethodCallExpr call) {
    ClassInfo in = file.types().enclosingClass(call);
    boolean wraps =
        in != null && file.types().isA(in.selfType(), "java.util.concurrent.locks.Condition");
    if (Tree.loop(call) != null && !goesOnUntested(call) || wraps || callersLoop(file, call)) {
      return;
    }
    file.report(call)
        .message(
            "`" + call.getNameAsString() + "` is called outside a loop that tests its condition")
        .help("Wait in a `while` loop that tests the condition again after every wake-up.")
        .emit();
  }

  /**
   * True where the loop is about something else: a test without {@code else} guards the wait, and
   * what comes after it goes on as if the condition held.
   */
  private static boolean goesOnUntested(MethodCallExpr call) {
    IfStmt test = Tree.enclosing(call, IfStmt.class);
    Statement loop = Tree.loop(call);
    boolean counted =
        loop instanceof ForEachStmt
            || loop instanceof ForStmt f && f.getCompare().isPresent() && !f.getUpdate().isEmpty()
            || Flow.isEndless(loop);
    if (!counted
        || test == null
        || !loop.isAncestorOf(test)
        || test.getElseStmt().isPresent()
        || !test.getThenStmt().isAncestorOf(call)
        || !(Tree.parent(test) instanceof BlockStmt block)
        || Tree.parent(block) != loop) {
      return false;
    }
    boolean again = Tree.any(test, Statement.class, s -> s.isContinueStmt() || s.isReturnStmt());
    int next = block.getStatements().indexOf(test) + 1;
    // A further test right after it is the loop's own way of asking again.
    return !again
        && next < block.getStatements().size()
        && !block.getStatement(next).isIfStmt()
        && !block.getStatement(next).isTryStmt();
  }

  /** A helper that only waits, and whose callers all ask again in loops of their own. */
  private static boolean callersLoop(RuleContext file, MethodCallExpr call) {
    if (!(Tree.body(call) instanceof MethodDeclaration m) || !m.isPrivate()) {
      return false;
    }
    List<Node> callers = new Surroundings(file).callers(m);
    return !callers.isEmpty() && callers.stream().allMatch(c -> Tree.loop(c) != null);
  }
}
