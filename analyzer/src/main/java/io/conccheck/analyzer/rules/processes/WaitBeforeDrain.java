package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.BuilderPipes;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.facts.life.StreamUse;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** {@code waitFor()} comes before the output is read: a full pipe stops both sides. */
@AutoService({Rule.class, Carded.class})
public final class WaitBeforeDrain implements Rule {

  private static final String[] STREAMS = {
    "getInputStream", "inputReader", "getErrorStream", "errorReader"
  };

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr start : Processes.startedIn(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(start, file.types(), file.nodes());
      List<MethodCallExpr> streams = flow.calls(STREAMS);
      boolean piped = BuilderPipes.of(start, file.types(), file.nodes()).output();
      if (streams.isEmpty() || !flow.escapes().isEmpty() || !piped) {
        continue;
      }
      for (MethodCallExpr wait : flow.calls("waitFor")) {
        if (firstOfAll(wait, streams, file)) {
          report(file, start, wait, streams.get(0), flow);
        }
      }
    }
  }

  /** True if all reading is in the same body and comes after the wait. */
  private static boolean firstOfAll(
      MethodCallExpr wait, List<MethodCallExpr> streams, RuleContext file) {
    List<Node> reads = new ArrayList<>();
    for (MethodCallExpr s : streams) {
      reads.addAll(StreamUse.reads(s, file.types(), file.nodes()));
    }
    return reads.stream().allMatch(r -> comesAfter(wait, r, file))
        && reads.stream().noneMatch(Tree.statement(wait)::isAncestorOf);
  }

  /** In the same body, or in a method that only that body calls, and after the wait. */
  private static boolean comesAfter(MethodCallExpr wait, Node read, RuleContext file) {
    Node body = Tree.body(wait);
    if (Tree.body(read) == body) {
      return Tree.before(Tree.statement(wait), read);
    }
    List<Node> calls =
        Tree.body(read) instanceof MethodDeclaration m && m.isPrivate()
            ? new Surroundings(file).callers(m)
            : List.of();
    return !calls.isEmpty()
        && calls.stream()
            .allMatch(c -> Tree.body(c) == body && Tree.before(Tree.statement(wait), c));
  }

  private static void report(
      RuleContext file, Node start, MethodCallExpr wait, Node read, ValueFlow flow) {
    String name = flow.name() == null ? "the process" : "`" + flow.name() + "`";
    file.report(wait)
        .message(
            "`waitFor` waits for "
                + name
                + " before its output is read: once the pipe is full, neither goes on")
        .help("Read the output to its end first, then wait.")
        .related(read, "the output is read here, after the wait")
        .subject(Subject.creationSite(Symbols.of(start, file.types())))
        .emit();
  }
}
