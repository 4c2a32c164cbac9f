package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.BuilderPipes;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A process is waited for whose output nobody reads: it blocks once the pipe is full. */
@AutoService({Rule.class, Carded.class})
public final class ProcessOutputNotDrained implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr start : Processes.startedIn(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(start, file.types(), file.nodes());
      if (!flow.escapes().isEmpty() || !flow.uses("waitFor", "onExit")) {
        continue;
      }
      BuilderPipes pipes = BuilderPipes.of(start, file.types(), file.nodes());
      boolean output = pipes.output() && !flow.uses("getInputStream", "inputReader");
      boolean error = pipes.error() && !flow.uses("getErrorStream", "errorReader");
      if (output || error) {
        report(file, start, flow, output);
      } else if (pipes.output() && pipes.error()) {
        Node later = DrainOrder.second(flow, file);
        if (later != null) {
          oneByOne(file, start, later, flow);
        }
      }
    }
  }

  private static void oneByOne(RuleContext file, MethodCallExpr start, Node later, ValueFlow flow) {
    String name = flow.name() == null ? "the process" : "`" + flow.name() + "`";
    file.report(later)
        .message(
            "one output of "
                + name
                + " is read only when the other has ended: once this pipe is full, neither goes on")
        .help("Call `redirectErrorStream(true)`, or read one of the two on another thread.")
        .related(start, "started here with a pipe for each")
        .subject(Subject.creationSite(Symbols.of(start, file.types())))
        .emit();
  }

  private static void report(
      RuleContext file, MethodCallExpr start, ValueFlow flow, boolean output) {
    String name = flow.name() == null ? "the process" : "process `" + flow.name() + "`";
    Report report =
        file.report(start)
            .message(
                (output ? "output" : "error output")
                    + " of "
                    + name
                    + " is never read: it blocks once the pipe is full, and so does the wait")
            .help(
                output
                    ? "Read the output before waiting, or redirect it (`inheritIO`,"
                        + " `redirectOutput`)."
                    : "Call `redirectErrorStream(true)`, or read or redirect the error output too.")
            .subject(Subject.creationSite(Symbols.of(start, file.types())));
    if (!output) {
      report.severity(Severity.NOTE);
    }
    report.emitIf(Flow.nobodyElseReaches(flow, file));
  }
}
