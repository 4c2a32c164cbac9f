package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
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
      } else if (flow.values().stream().anyMatch(v -> runsElsewhere(file, v, call))) {
        file.report(call)
            .message("`" + flow.name() + "` is this thread's generator, but another thread uses it")
            .help("Call `ThreadLocalRandom.current()` where a number is needed.")
            .emit();
      }
    }
  }

  private static boolean runsElsewhere(RuleContext file, Expression use, Expression made) {
    Node body = Tree.body(use);
    return body != Tree.body(made)
        && body instanceof LambdaExpr l
        && (Tree.parent(l) instanceof MethodCallExpr c && file.facts().handsOver(c)
            || Tree.parent(l) instanceof ObjectCreationExpr o
                && file.types().isA(o, "java.lang.Thread"));
  }
}
