package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** The generator of one thread, kept for others. */
@AutoService({Rule.class, Carded.class})
public final class KeptThreadLocalRandom implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.util.concurrent.ThreadLocalRandom", "current")) {
      ValueFlow flow = ValueFlow.of(call, file.types(), file.nodes());
      if (!flow.fields().isEmpty()) {
        file.report(call)
            .message("`" + flow.name() + "` keeps the generator of the thread that ran this line")
            .help("Call `ThreadLocalRandom.current()` where a number is needed.")
            .subject(Subject.field(flow.fields().get(0).symbol()))
            .emit();
      }
    }
  }
}
