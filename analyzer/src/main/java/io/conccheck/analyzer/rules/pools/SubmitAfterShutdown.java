package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A task is given to a pool that was shut down before. */
@AutoService({Rule.class, Carded.class})
public final class SubmitAfterShutdown implements Rule {

  private static final Set<String> GIVES =
      Set.of("submit", "execute", "schedule", "scheduleAtFixedRate", "invokeAll", "invokeAny");

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr end : file.callsOn(Pools.SERVICE, "shutdown", "shutdownNow", "close")) {
      Expression pool = end.getScope().orElse(null);
      for (Statement s : after(Tree.statement(end))) {
        if (Tree.any(
            s, AssignExpr.class, a -> SameVariable.is(a.getTarget(), pool, file.types()))) {
          break;
        }
        late(file, end, pool, s);
      }
      nextRound(file, end, pool);
      ownMethod(file, end, pool);
    }
  }

  /**
   * Shut down by a method of this class in any case, which the caller calls before it gives more.
   */
  private static void ownMethod(RuleContext file, MethodCallExpr end, Expression pool) {
    boolean always =
        pool != null
            && file.types().field(pool) != null
            && Tree.body(end) instanceof MethodDeclaration m
            && Tree.parent(Tree.statement(end)) == m.getBody().orElse(null)
            && Tree.within(m, AssignExpr.class).isEmpty();
    if (!always) {
      return;
    }
    for (Node call : new Surroundings(file).callers((MethodDeclaration) Tree.body(end))) {
      boolean plain =
          call instanceof MethodCallExpr c
              && (c.getScope().isEmpty() || c.getScope().get().isThisExpr())
              && Tree.parent(c) instanceof ExpressionStmt;
      for (Statement s : plain ? after(Tree.statement(call)) : List.<Statement>of()) {
        if (Tree.any(
            s, AssignExpr.class, a -> SameVariable.is(a.getTarget(), pool, file.types()))) {
          break;
        }
        late(file, end, pool, s);
      }
    }
  }

  /** Shut down at the end of a loop's body whose next round gives it a task again. */
  private static void nextRound(RuleContext file, MethodCallExpr end, Expression pool) {
    Statement loop = Tree.loop(end);
    Meaning m = pool == null ? null : file.types().meaning(pool);
    boolean again =
        loop != null
            && m != null
            && Tree.parent(Tree.parent(Tree.statement(end))) == loop
            && !(m.isLocal() && loop.isAncestorOf(m.local()))
            && !Tree.any(
                loop,
                Statement.class,
                s -> Tree.before(end, s) && (s.isBreakStmt() || s.isReturnStmt()))
            && !Tree.any(
                loop, AssignExpr.class, a -> SameVariable.is(a.getTarget(), pool, file.types()));
    if (again) {
      for (MethodCallExpr call : Tree.within(loop, MethodCallExpr.class)) {
        boolean given =
            Tree.before(call, end)
                && GIVES.contains(call.getNameAsString())
                && call.getScope().filter(c -> SameVariable.is(c, pool, file.types())).isPresent();
        if (given && !Failures.isCaught(call, Tree.body(call), "RejectedExecutionException")) {
          file.report(call)
              .message(
                  "`%s` on `%s`, which the round of the loop before this one has shut down"
                      .formatted(call.getNameAsString(), pool))
              .help("Shut the pool down after the loop.")
              .related(end, "shut down here")
              .emit();
        }
      }
    }
  }

  /** The statements that always follow: of its block, and of the block around a finally. */
  private static List<Statement> after(Statement s) {
    List<Statement> found = new ArrayList<>();
    if (Tree.parent(s) instanceof BlockStmt block) {
      for (Statement next : block.getStatements()) {
        if (Tree.before(s, next)) {
          found.add(next);
        }
      }
      Node around = Tree.parent(block);
      if (around instanceof TryStmt t && t.getFinallyBlock().filter(f -> f == block).isPresent()) {
        found.addAll(after(t));
      }
    }
    return found;
  }

  private static void late(RuleContext file, MethodCallExpr end, Expression pool, Statement s) {
    for (MethodCallExpr call : Tree.within(s, MethodCallExpr.class)) {
      boolean given =
          GIVES.contains(call.getNameAsString())
              && call.getScope().filter(c -> SameVariable.is(c, pool, file.types())).isPresent();
      if (given && !Failures.isCaught(call, Tree.body(call), "RejectedExecutionException")) {
        rejected(file, call, call.getNameAsString(), pool, end);
      }
    }
    for (MethodReferenceExpr r : Tree.within(s, MethodReferenceExpr.class)) {
      if (GIVES.contains(r.getIdentifier())
          && Tree.parent(r) instanceof MethodCallExpr each
          && each.getNameAsString().equals("forEach")
          && SameVariable.is(r.getScope(), pool, file.types())) {
        rejected(file, r, r.getIdentifier(), pool, end);
      }
    }
  }

  private static void rejected(
      RuleContext file, Node call, String name, Expression pool, MethodCallExpr end) {
    file.report(call)
        .message("`" + name + "` on `" + pool + "` after its shutdown: the task is rejected")
        .help("Give the pool its tasks before `" + end.getNameAsString() + "`.")
        .related(end, "shut down here")
        .emit();
  }
}
