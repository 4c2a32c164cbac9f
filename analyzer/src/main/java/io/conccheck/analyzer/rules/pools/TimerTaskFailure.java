package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** A task of a Timer lets an exception out, which ends the thread of all its tasks. */
@AutoService({Rule.class, Carded.class})
public final class TimerTaskFailure implements Rule {

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (MethodCallExpr call : file.callsOn("java.util.Timer", "schedule", "scheduleAtFixedRate")) {
      Node body = call.getArguments().isEmpty() ? null : tasks.body(call.getArgument(0));
      Node failure = body == null ? null : new Failures(tasks).ofAny(body);
      if (failure != null) {
        file.report(call)
            .message("an exception of this task ends the timer with all its other tasks")
            .help("Catch exceptions inside the task, or use a `ScheduledExecutorService`.")
            .related(failure, "it can be thrown here")
            .emit();
      }
    }
  }
}
