package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** A task is submitted and waited for at once: nothing runs beside it. */
@AutoService({Rule.class, Carded.class})
public final class SubmitAndGet implements Rule {

  @Override
  public void check(RuleContext file) {
    if (file.calls("submit").isEmpty() || file.calls("get").isEmpty()) {
      return;
    }
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      if (pool.isSingle()) {
        continue; // a single thread is often there to confine what it works on
      }
      ValueFlow flow = ValueFlow.of(pool.made(), file.types(), file.nodes());
      for (MethodCallExpr submit : flow.calls("submit")) {
        boolean alone =
            flow.calls("submit").stream()
                .noneMatch(o -> o != submit && Tree.body(o) == Tree.body(submit));
        MethodCallExpr get = waitAtOnce(submit, alone, file);
        if (get != null) {
          report(file, flow, submit, get);
        }
      }
    }
  }

  private static MethodCallExpr waitAtOnce(MethodCallExpr submit, boolean alone, RuleContext file) {
    Node p = Tree.parent(submit);
    if (p instanceof MethodCallExpr get) {
      return isGet(get) && get.getScope().filter(s -> s == submit).isPresent() ? get : null;
    }
    if (!(p instanceof VariableDeclarator v) || !alone) {
      return null;
    }
    Statement next = next(Tree.statement(v));
    ValueFlow future = ValueFlow.ofLocal(v, v.getNameAsString(), file.types(), file.nodes());
    return future.calls("get").stream()
        .filter(g -> isGet(g) && next != null && Tree.statement(g) == next)
        .findFirst()
        .orElse(null);
  }

  private static boolean isGet(MethodCallExpr call) {
    return call.getNameAsString().equals("get") && call.getArguments().isEmpty();
  }

  private static Statement next(Statement s) {
    if (!(Tree.parent(s) instanceof BlockStmt block)) {
      return null;
    }
    int i = block.getStatements().indexOf(s);
    return i < 0 || i + 1 >= block.getStatements().size() ? null : block.getStatement(i + 1);
  }

  private static void report(
      RuleContext file, ValueFlow flow, MethodCallExpr submit, MethodCallExpr get) {
    boolean loop = Tree.loop(get) != null;
    Report report =
        file.report(get)
            .message(
                "`get` waits for the task just submitted to `"
                    + flow.name()
                    + "`: "
                    + (loop ? "the loop runs one task after the other" : "nothing runs beside it"))
            .help("Submit all tasks first and wait afterwards, or run the task right here.");
    if (get != submit && Tree.statement(get) != Tree.statement(submit)) {
      report.related(submit, "submitted here");
    }
    if (!loop && !flow.fields().isEmpty()) {
      report.severity(Severity.NOTE);
    }
    report.emit();
  }
}
