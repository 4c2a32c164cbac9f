package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.rules.TaskStart;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A thread, no daemon, whose body never ends and which nobody has in hand. */
@AutoService({Rule.class, Carded.class})
public final class EndlessThread implements Rule {

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (TaskStart start : TaskStart.in(file, tasks)) {
      Statement loop = Flow.endlessUnlessInterrupted(start.body());
      if (!(start.at() instanceof ObjectCreationExpr made)
          || loop == null
          || isDaemon(file, start)) {
        continue;
      }
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean held =
          !flow.escapes().isEmpty()
              || flow.uses("setDaemon", "join", "interrupt", "stop", "getState", "isAlive");
      if (!held && flow.uses("start")) {
        file.report(made)
            .message(
                "this thread never ends, is no daemon and is never joined: it keeps the JVM alive for ever")
            .help("Make it a daemon, or keep it and give it a way to end.")
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .related(loop, "it loops here without an exit")
            .emitIf(Flow.nobodyElseReaches(flow, file));
      }
    }
  }

  /** A class of its own may make itself a daemon in its constructor. */
  private static boolean isDaemon(RuleContext file, TaskStart start) {
    return start.task() == start.at()
        && file.calls("setDaemon").stream()
            .anyMatch(c -> c.getScope().map(s -> s.isThisExpr()).orElse(true));
  }
}
