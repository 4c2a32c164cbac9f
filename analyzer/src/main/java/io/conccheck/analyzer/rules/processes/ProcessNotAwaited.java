package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A child process that is started and then forgotten. */
@AutoService({Rule.class, Carded.class})
public final class ProcessNotAwaited implements Rule {

  private static final String[] ENDS = {
    "waitFor", "onExit", "exitValue", "destroy", "destroyForcibly", "toHandle"
  };
  private static final String[] READS = {"getInputStream", "inputReader"};

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr start : Processes.startedIn(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(start, file.types(), file.nodes());
      dropped(file, start);
      // A loop that asks again and again waits in its own way; a single question does not.
      boolean polled = flow.calls("isAlive").stream().anyMatch(c -> Tree.loop(c) != null);
      if (flow.escapes().isEmpty() && !flow.isClosedByTry() && !flow.uses(ENDS) && !polled) {
        boolean manyDropped =
            Tree.loop(start) != null && flow.fields().isEmpty() && !flow.uses(READS);
        if (!manyDropped) { // exec-in-loop
          report(file, start, flow);
        }
      }
    }
  }

  /** A method that only starts a process and gives it, called for no more than that. */
  private static void dropped(RuleContext file, MethodCallExpr start) {
    if (!(Tree.parent(start) instanceof ReturnStmt)
        || !(Tree.body(start) instanceof MethodDeclaration m)) {
      return;
    }
    for (Node call : new Surroundings(file).callers(m)) {
      if (Tree.parent(call) instanceof ExpressionStmt s
          && !(Tree.parent(s) instanceof LambdaExpr)) {
        file.report(call)
            .message(
                "the process that `"
                    + m.getNameAsString()
                    + "` starts is never waited for nor destroyed, and may outlive the JVM")
            .help("Keep what it returns, and call `waitFor()` or `destroy()`.")
            .related(start, "started here")
            .emit();
      }
    }
  }

  private static void report(RuleContext file, MethodCallExpr start, ValueFlow flow) {
    String name = flow.name();
    boolean read = flow.uses(READS);
    String what = name == null ? "the process started here" : "process `" + name + "`";
    Report report =
        file.report(start)
            .message(
                what
                    + (read
                        ? " is read but never waited for: its exit code is lost"
                        : " is never waited for nor destroyed, and may outlive the JVM"))
            .help("Call `waitFor()` and look at the exit code, or `destroy()` the process.")
            .subject(Subject.creationSite(Symbols.of(start, file.types())));
    if (read) {
      report.severity(Severity.NOTE);
    }
    report.emitIf(Flow.nobodyElseReaches(flow, file));
  }
}
