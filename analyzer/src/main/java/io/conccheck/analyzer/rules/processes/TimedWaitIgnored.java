package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** {@code waitFor} with a time limit: what if it runs out? */
@AutoService({Rule.class, Carded.class})
public final class TimedWaitIgnored implements Rule {

  @Override
  public void check(RuleContext file) {
    given(file);
    for (MethodCallExpr start : Processes.startedIn(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(start, file.types(), file.nodes());
      boolean ended = flow.uses("destroy", "destroyForcibly", "toHandle", "onExit", "isAlive");
      if (ended || !flow.escapes().isEmpty() || waitsAgain(flow)) {
        continue;
      }
      for (MethodCallExpr wait : flow.calls("waitFor")) {
        if (wait.getArguments().size() == 2 && !isLoopCondition(wait)) {
          report(file, start, wait, flow);
        }
      }
    }
  }

  /** Of a process that came from elsewhere: its exit value is asked for as if it had ended. */
  private static void given(RuleContext file) {
    for (MethodCallExpr wait : file.callsOn("java.lang.Process", "waitFor")) {
      boolean ignored =
          wait.getArguments().size() == 2
              && Tree.parent(wait) instanceof ExpressionStmt
              && wait.getScope().isPresent()
              && Tree.body(wait) instanceof MethodDeclaration;
      Meaning m = ignored ? file.types().meaning(wait.getScope().get()) : null;
      if (m == null || !(m.local() instanceof Parameter)) {
        continue;
      }
      for (MethodCallExpr value : file.calls("exitValue")) {
        if (Tree.body(value) == Tree.body(wait)
            && Tree.before(wait, value)
            && value.getScope().filter(s -> s.equals(wait.getScope().get())).isPresent()
            && Tree.enclosing(value, TryStmt.class) == Tree.enclosing(wait, TryStmt.class)) {
          file.report(wait)
              .message(
                  "result of the timed `waitFor` is ignored: `exitValue` throws if it still runs")
              .help("Where `waitFor` gives false, call `destroyForcibly()` and wait for the end.")
              .related(value, "its exit value is asked for here")
              .emit();
        }
      }
    }
  }

  private static boolean waitsAgain(ValueFlow flow) {
    return flow.calls("waitFor").stream().anyMatch(c -> c.getArguments().isEmpty());
  }

  /** Waiting on and on in portions loses nothing. */
  private static boolean isLoopCondition(MethodCallExpr wait) {
    Statement s = Tree.statement(wait);
    return s instanceof WhileStmt || s instanceof DoStmt || s.isForStmt();
  }

  private static void report(
      RuleContext file, MethodCallExpr start, MethodCallExpr wait, ValueFlow flow) {
    String name = flow.name() == null ? "the process" : "`" + flow.name() + "`";
    boolean ignored = Tree.parent(wait) instanceof ExpressionStmt;
    file.report(wait)
        .message(
            ignored
                ? "result of the timed `waitFor` is ignored: " + name + " may still be running"
                : name + " is not destroyed when the timed `waitFor` runs out, and runs on")
        .help("Where `waitFor` gives false, call `destroyForcibly()` and wait for the end.")
        .subject(Subject.creationSite(Symbols.of(start, file.types())))
        .emitIf(Flow.nobodyElseReaches(flow, file));
  }
}
