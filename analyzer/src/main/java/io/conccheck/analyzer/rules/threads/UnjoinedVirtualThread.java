package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A virtual thread is started and its handle thrown away. */
@AutoService({Rule.class, Carded.class})
public final class UnjoinedVirtualThread implements Rule {

  /** By these a task tells that it has ended, or its starter waits for it otherwise. */
  private static final Set<String> SIGNALS =
      Set.of("countDown", "release", "complete", "arriveAndDeregister", "arrive", "offer", "put");

  @Override
  public void check(RuleContext file) {
    List<MethodCallExpr> starts =
        new ArrayList<>(file.callsOn("java.lang.Thread", "startVirtualThread"));
    for (MethodCallExpr call : file.callsOn("java.lang.Thread$Builder", "start")) {
      if (isVirtual(call, file)) {
        starts.add(call);
      }
    }
    for (MethodCallExpr made : file.callsOn("java.lang.Thread$Builder", "unstarted")) {
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean kept =
          flow.leaves()
              || !flow.fields().isEmpty()
              || !flow.references().isEmpty()
              || flow.uses("join", "isAlive", "getState");
      if (isVirtual(made, file) && flow.uses("start") && !kept) {
        report(file, made);
      }
    }
    Tasks tasks = starts.isEmpty() ? null : new Tasks(file.types(), file.nodes());
    for (MethodCallExpr start : starts) {
      ValueFlow flow = ValueFlow.of(start, file.types(), file.nodes());
      boolean kept = !flow.calls().isEmpty() || flow.leaves() || !flow.references().isEmpty();
      Statement loop = Tree.loop(start);
      boolean serves = loop != null && Flow.isEndless(loop);
      if (!kept && !serves && !tellsItsEnd(start, tasks)) {
        report(file, start);
      }
    }
  }

  private static void report(RuleContext file, MethodCallExpr start) {
    Report report =
        file.report(start)
            .message(
                "nobody waits for this virtual thread: the JVM may end before its work is done")
            .help(
                "Keep the thread and `join` it, or use an executor in a try-with-resources statement.")
            .subject(Subject.creationSite(Symbols.of(start, file.types())));
    MethodDeclaration m = Tree.enclosing(start, MethodDeclaration.class);
    boolean main = m != null && m.getNameAsString().equals("main");
    if (!main) {
      report.severity(Severity.NOTE);
    }
    report.emit();
  }

  private static boolean isVirtual(MethodCallExpr call, RuleContext file) {
    Expression e = call.getScope().map(Types::bare).orElse(null);
    while (e instanceof MethodCallExpr c) {
      if (c.getNameAsString().equals("ofVirtual")) {
        return true;
      }
      e = c.getScope().map(Types::bare).orElse(null);
    }
    return e != null && file.types().isA(e, "java.lang.Thread$Builder$OfVirtual");
  }

  private static boolean tellsItsEnd(MethodCallExpr start, Tasks tasks) {
    int last = start.getArguments().size() - 1;
    if (last >= 0
        && start.getArgument(last) instanceof MethodReferenceExpr r
        && SIGNALS.contains(r.getIdentifier())) {
      return true;
    }
    Node body = last < 0 ? null : tasks.body(start.getArgument(last));
    return body != null
        && tasks.reach(body).stream()
            .anyMatch(
                part ->
                    Tree.any(
                        part, MethodCallExpr.class, c -> SIGNALS.contains(c.getNameAsString())));
  }
}
