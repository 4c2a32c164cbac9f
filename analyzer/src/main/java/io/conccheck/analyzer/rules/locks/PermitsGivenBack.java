package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import java.util.List;

/** Permits of a semaphore that are given back twice, or also when none was got. */
final class PermitsGivenBack {

  private static final String SEMAPHORE = "java.util.concurrent.Semaphore";

  private PermitsGivenBack() {}

  static void check(RuleContext file) {
    for (MethodCallExpr give : file.callsOn(SEMAPHORE, "release")) {
      List<MethodCallExpr> takes =
          give.getScope().isEmpty() || Tree.body(give) == null
              ? List.of()
              : file.callsOn(SEMAPHORE, "acquire", "acquireUninterruptibly", "tryAcquire").stream()
                  .filter(t -> Tree.body(t) == Tree.body(give))
                  .filter(t -> isSame(file, t, give))
                  .toList();
      if (takes.size() == 1 && Tree.before(takes.get(0), give)) {
        twice(file, give, takes.get(0));
        untaken(file, give, takes.get(0));
      }
    }
  }

  private static boolean isSame(RuleContext file, MethodCallExpr a, MethodCallExpr b) {
    return SameVariable.is(a.getScope().orElse(null), b.getScope().orElse(null), file.types());
  }

  /** One permit taken, and given back in the block or a catch of a try and by its finally. */
  private static void twice(RuleContext file, MethodCallExpr give, MethodCallExpr take) {
    TryStmt t = Tree.enclosing(give, TryStmt.class);
    BlockStmt last = t == null ? null : t.getFinallyBlock().orElse(null);
    if (last == null
        || last.isAncestorOf(give)
        || Tree.body(t) != Tree.body(give)
        || !take.getArguments().isEmpty()
        || !give.getArguments().isEmpty()
        || t.isAncestorOf(take) && Tree.loop(take) != Tree.loop(t)) {
      return;
    }
    for (Statement s : last.getStatements()) {
      if (s instanceof ExpressionStmt e
          && e.getExpression() instanceof MethodCallExpr again
          && again.getNameAsString().equals("release")
          && again.getArguments().isEmpty()
          && isSame(file, again, give)) {
        file.report(give)
            .message(
                "a permit of `%s` is given back here and once more in the `finally` block"
                    .formatted(give.getScope().get()))
            .help("Leave it to the `finally` block: a permit too many lets one more thread in.")
            .related(again, "given back again here")
            .emit();
      }
    }
  }

  /** {@code if (s.tryAcquire()) {...} s.release();}: given back on either way. */
  private static void untaken(RuleContext file, MethodCallExpr give, MethodCallExpr take) {
    Statement own = Tree.statement(give);
    IfStmt i = Tree.enclosing(take, IfStmt.class);
    boolean after =
        i != null
            && take.getNameAsString().equals("tryAcquire")
            && isAsked(i.getCondition(), take)
            && own instanceof ExpressionStmt
            && Tree.parent(own) instanceof BlockStmt block
            && Tree.parent(i) == block
            && !leaves(i);
    if (after) {
      file.report(give)
          .message(
              "a permit of `%s` is given back also when `tryAcquire` got none"
                  .formatted(give.getScope().get()))
          .help("Release only what was acquired.")
          .related(take, "tried here")
          .emit();
    }
  }

  /** True if the condition is the call, or holds only if the call says yes. */
  static boolean isAsked(Expression raw, Node call) {
    Expression condition = Types.bare(raw);
    return condition == call
        || condition instanceof BinaryExpr b
            && b.getOperator() == BinaryExpr.Operator.AND
            && (isAsked(b.getLeft(), call) || isAsked(b.getRight(), call));
  }

  private static boolean leaves(IfStmt i) {
    return Tree.any(
        i,
        Statement.class,
        s -> s.isReturnStmt() || s.isThrowStmt() || s.isBreakStmt() || s.isContinueStmt());
  }
}
