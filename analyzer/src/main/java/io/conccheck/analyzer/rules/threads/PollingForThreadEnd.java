package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Idle;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** Threads and tasks are asked again and again whether they are done. */
@AutoService({Rule.class, Carded.class})
public final class PollingForThreadEnd implements Rule {

  @Override
  public void check(RuleContext file) {
    lists(file);
    for (Idle.Loop loop : Idle.in(file)) {
      List<MethodCallExpr> asked =
          new ArrayList<>(Tree.within(loop.condition(), MethodCallExpr.class));
      if (Types.bare(loop.condition()) instanceof MethodCallExpr c) {
        asked.add(c);
      }
      for (MethodCallExpr call : asked) {
        String instead = instead(file, call);
        if (instead != null) {
          file.report(loop.loop())
              .message("the loop polls `" + call + "` until it changes, where it could be awaited")
              .help("Wait with " + instead + ".")
              .emit();
          break;
        }
      }
    }
  }

  /** A flag that each round sets anew by asking all threads of a list. */
  private static void lists(RuleContext file) {
    for (WhileStmt loop : file.all(WhileStmt.class)) {
      if (!Flow.isEndless(loop) && !(Types.bare(loop.getCondition()) instanceof NameExpr)) {
        continue;
      }
      List<MethodCallExpr> calls = Tree.within(loop.getBody(), MethodCallExpr.class);
      boolean idle =
          calls.stream().allMatch(c -> c.getNameAsString().matches("isAlive|isDone|sleep|yield"))
              && calls.stream().anyMatch(c -> c.getNameAsString().matches("sleep|yield"));
      for (MethodCallExpr call : idle ? calls : List.<MethodCallExpr>of()) {
        String instead = Tree.loop(call) instanceof ForEachStmt ? instead(file, call) : null;
        if (instead != null) {
          file.report(loop)
              .message("the loop polls `" + call + "` of each until all have ended")
              .help("Wait for each with " + instead + ".")
              .emit();
          break;
        }
      }
    }
  }

  private static String instead(RuleContext file, MethodCallExpr call) {
    if (file.types().isCall(call, "java.lang.Thread", "isAlive", "getState", "activeCount")) {
      return "`join()`";
    } else if (file.types().isCall(call, Pools.SERVICE, "isTerminated")) {
      return "`awaitTermination`";
    } else if (file.types()
        .isCall(call, "java.util.concurrent.ThreadPoolExecutor", "getActiveCount")) {
      return "`shutdown` and `awaitTermination`";
    } else if (file.types().isCall(call, "java.util.concurrent.Future", "isDone")) {
      return "`get()`";
    }
    return file.types().isCall(call, "java.lang.Process", "isAlive") ? "`waitFor()`" : null;
  }
}
