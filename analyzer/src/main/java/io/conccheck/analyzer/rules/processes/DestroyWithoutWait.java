package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** {@code destroy} only asks the process to end; nobody waits until it has. */
@AutoService({Rule.class, Carded.class})
public final class DestroyWithoutWait implements Rule {

  @Override
  public void check(RuleContext file) {
    asksTooEarly(file);
    for (MethodCallExpr start : Processes.startedIn(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(start, file.types(), file.nodes());
      List<MethodCallExpr> asked =
          flow.calls("destroy", "destroyForcibly").stream()
              .filter(c -> Tree.parent(c) instanceof ExpressionStmt)
              .toList();
      if (!asked.isEmpty() && flow.escapes().isEmpty() && !waits(flow, asked)) {
        report(file, start, asked.get(0), flow);
      }
    }
  }

  /** {@code p.destroy(); p.exitValue()}: the process has not ended yet, and the call throws. */
  private static void asksTooEarly(RuleContext file) {
    for (MethodCallExpr asks : file.callsOn("java.lang.Process", "exitValue")) {
      Statement at = Tree.statement(asks);
      Expression process = asks.getScope().orElse(null);
      Node before =
          at != null && process instanceof NameExpr && Tree.parent(at) instanceof BlockStmt b
              ? previous(b, at)
              : null;
      boolean destroyed =
          before instanceof ExpressionStmt s
              && s.getExpression() instanceof MethodCallExpr c
              && c.getNameAsString().matches("destroy(Forcibly)?")
              && c.getScope().filter(p -> SameVariable.is(p, process, file.types())).isPresent();
      if (destroyed && !Failures.isCaught(asks, Tree.body(asks), "IllegalThreadStateException")) {
        file.report(asks)
            .message(
                "`%s` is asked for its exit value right after `%s`: it has not ended yet, and the call throws"
                    .formatted(
                        process,
                        ((MethodCallExpr) ((ExpressionStmt) before).getExpression())
                            .getNameAsString()))
            .help("Call `waitFor()` and take the exit value that it returns.")
            .related(before, "asked to end here")
            .emit();
      }
    }
  }

  private static Node previous(BlockStmt block, Statement at) {
    int n = block.getStatements().indexOf(at);
    return n > 0 ? block.getStatement(n - 1) : null;
  }

  private static boolean waits(ValueFlow flow, List<MethodCallExpr> asked) {
    if (flow.uses("onExit", "isAlive", "toHandle")) {
      return true;
    }
    boolean cleanup =
        flow.uses("getInputStream", "inputReader") && asked.stream().allMatch(a -> inFinally(a));
    if (cleanup) {
      return true; // its output was read to the end before
    }
    boolean forced = asked.stream().allMatch(c -> c.getNameAsString().equals("destroyForcibly"));
    return flow.calls("waitFor").stream()
        .anyMatch(
            w ->
                w.getArguments().isEmpty()
                    || forced
                    || asked.stream().anyMatch(a -> Tree.before(a, w)));
  }

  private static boolean inFinally(MethodCallExpr call) {
    TryStmt t = Tree.enclosing(call, TryStmt.class);
    return t != null && t.getFinallyBlock().filter(f -> f.isAncestorOf(call)).isPresent();
  }

  private static void report(
      RuleContext file, MethodCallExpr start, MethodCallExpr asked, ValueFlow flow) {
    String name = flow.name() == null ? "the process" : "`" + flow.name() + "`";
    file.report(asked)
        .message("`" + asked.getNameAsString() + "` asks " + name + " to end, nobody waits for it")
        .help(
            "Call `waitFor()` after it, with a time limit and `destroyForcibly()` if it runs out.")
        .subject(Subject.creationSite(Symbols.of(start, file.types())))
        .emitIf(Flow.nobodyElseReaches(flow, file));
  }
}
