package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A loop that starts processes and collects none. */
@AutoService({Rule.class, Carded.class})
public final class ExecInLoop implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr start : Processes.startedIn(file.types(), file.nodes())) {
      Statement loop = Tree.loop(start);
      if (loop == null) {
        continue;
      }
      ValueFlow flow = ValueFlow.of(start, file.types(), file.nodes());
      boolean ended =
          flow.uses(
              "waitFor",
              "onExit",
              "exitValue",
              "isAlive",
              "destroy",
              "destroyForcibly",
              "toHandle",
              "getInputStream",
              "inputReader");
      if (!ended && flow.escapes().isEmpty() && flow.fields().isEmpty()) {
        file.report(start)
            .message("each round of the loop starts a process, and none is ever waited for")
            .help("Wait for each process, or keep them and wait for all.")
            .subject(Subject.creationSite(Symbols.of(start, file.types())))
            .emit();
      }
    }
  }
}
