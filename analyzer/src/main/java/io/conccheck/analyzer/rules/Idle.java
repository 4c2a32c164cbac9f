package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import io.conccheck.analyzer.source.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Loops that do nothing but let time pass until their condition changes. */
public final class Idle {

  private static final Set<String> PAUSES = Set.of("sleep", "yield", "onSpinWait");
  private static final Set<String> HARMLESS =
      Set.of("interrupt", "currentThread", "printStackTrace", "nanoTime", "currentTimeMillis");
  private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");

  private Idle() {}

  /**
   * A loop that only waits.
   *
   * @param loop the statement
   * @param condition what it tests
   * @param sleeps true if it pauses between tests
   */
  public record Loop(Statement loop, Expression condition, boolean sleeps) {}

  /** All loops of the file that only wait, in source order per kind. */
  public static List<Loop> in(RuleContext file) {
    List<Loop> found = new ArrayList<>();
    file.all(WhileStmt.class).forEach(w -> add(found, w, w.getCondition(), w.getBody()));
    file.all(DoStmt.class).forEach(d -> add(found, d, d.getCondition(), d.getBody()));
    for (ForStmt f : file.all(ForStmt.class)) {
      if (f.getUpdate().isEmpty()) {
        f.getCompare().ifPresent(c -> add(found, f, c, f.getBody()));
      }
    }
    return found;
  }

  private static void add(List<Loop> found, Statement loop, Expression condition, Statement body) {
    List<MethodCallExpr> calls = Tree.within(body, MethodCallExpr.class);
    boolean idle =
        calls.stream()
                .map(MethodCallExpr::getNameAsString)
                .allMatch(n -> PAUSES.contains(n) || HARMLESS.contains(n))
            && Tree.within(body, AssignExpr.class).isEmpty()
            && Tree.within(body, UnaryExpr.class).isEmpty()
            && Tree.within(body, Statement.class).stream()
                .noneMatch(s -> leaves(s) && !isInterrupted(s));
    if (idle) {
      boolean sleeps = calls.stream().anyMatch(c -> c.getNameAsString().equals("sleep"));
      found.add(new Loop(loop, condition, sleeps));
    }
  }

  /** Leaving when interrupted, or when the time is up, is no end of its own. */
  private static boolean isInterrupted(Statement s) {
    IfStmt test = Tree.enclosing(s, IfStmt.class);
    boolean timed =
        test != null
            && test.getCondition().findAll(MethodCallExpr.class).stream()
                .anyMatch(c -> CLOCKS.contains(c.getNameAsString()));
    if (timed) {
      return true; // patience has an end, too
    }
    CatchClause c = Tree.enclosing(s, CatchClause.class);
    return c != null && c.getParameter().getTypeAsString().equals("InterruptedException");
  }

  private static boolean leaves(Statement s) {
    return s.isBreakStmt() || s.isReturnStmt() || s.isThrowStmt() && Tree.loop(s) == null;
  }
}
