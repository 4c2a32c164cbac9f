package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** A lock taken inside the {@code try} whose {@code finally} gives it back unconditionally. */
@AutoService({Rule.class, Carded.class})
public final class LockInTry implements Rule {

  private static final String LOCK = "java.util.concurrent.locks.Lock";
  private static final String SEMAPHORE = "java.util.concurrent.Semaphore";

  @Override
  public void check(RuleContext file) {
    List<MethodCallExpr> takes =
        new ArrayList<>(file.callsOn(LOCK, "lock", "lockInterruptibly", "tryLock"));
    takes.addAll(file.callsOn(SEMAPHORE, "acquire", "tryAcquire"));
    for (MethodCallExpr call : takes) {
      String lock = call.getScope().map(Object::toString).orElse(null);
      TryStmt around = lock == null ? null : around(call);
      if (around != null && releases(file, around, lock) && !usedBefore(call, lock)) {
        report(file, call, lock, around);
      }
    }
  }

  /** The try statement with a finally block in whose first block the call is. */
  private static TryStmt around(MethodCallExpr call) {
    BlockStmt block = Tree.enclosing(call, BlockStmt.class);
    while (block != null && block.getParentNode().orElse(null) instanceof IfStmt i) {
      block = Tree.enclosing(i, BlockStmt.class);
    }
    return block != null
            && Tree.parent(block) instanceof TryStmt t
            && t.getTryBlock() == block
            && t.getFinallyBlock().isPresent()
            && Tree.body(block) == Tree.body(call)
        ? t
        : null;
  }

  /** True if the finally block releases the lock whatever happened. */
  private static boolean releases(RuleContext file, TryStmt around, String lock) {
    for (Statement s : around.getFinallyBlock().orElseThrow().getStatements()) {
      boolean unlocks =
          s.isExpressionStmt()
              && s.asExpressionStmt().getExpression() instanceof MethodCallExpr c
              && c.getScope().map(x -> x.toString().equals(lock)).orElse(false)
              && (file.types().isCall(c, LOCK, "unlock")
                  || file.types().isCall(c, SEMAPHORE, "release"));
      if (unlocks) {
        return true;
      }
    }
    return false;
  }

  /** Taken or given back before: then this is a return to it, or the release has its own match. */
  private static boolean usedBefore(MethodCallExpr call, String lock) {
    return Tree.any(
        Tree.body(call),
        MethodCallExpr.class,
        c ->
            Tree.before(c, call)
                && (c.getNameAsString().endsWith("ock") || c.getNameAsString().endsWith("cquire"))
                && c.getScope().map(s -> s.toString().equals(lock)).orElse(false));
  }

  private static void report(RuleContext file, MethodCallExpr call, String lock, TryStmt around) {
    boolean mayFail = !call.getNameAsString().equals("lock");
    boolean after =
        Tree.any(
            around.getTryBlock(),
            MethodCallExpr.class,
            c -> Tree.before(c, call) && c != call && !call.isAncestorOf(c));
    file.report(call)
        .severity(mayFail || after ? Severity.WARNING : Severity.NOTE)
        .message(
            "`"
                + lock
                + "` is taken inside the `try` whose `finally` gives it back: if "
                + (after ? "what comes before it" : "`" + call.getNameAsString() + "`")
                + " fails, a lock is released that is not held")
        .help("Call `" + call.getNameAsString() + "` on the line before the `try`.")
        .related(around.getFinallyBlock().orElseThrow(), "given back here in any case")
        .emit();
  }
}
