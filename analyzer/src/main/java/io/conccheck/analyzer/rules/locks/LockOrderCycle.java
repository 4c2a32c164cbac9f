package io.conccheck.analyzer.rules.locks;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockOrder;
import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.Location;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Locks that are taken in one order here and in another there: two threads may wait for ever. */
@AutoService({Rule.class, Carded.class})
public final class LockOrderCycle implements Rule {

  /** An order that only long ways through other code show is often ruled out by a protocol. */
  private static final int MOST_CALLS = 2;

  @Override
  public void check(RuleContext file) {
    new ElementLocks(file).check();
    new RingOfTasks(file).check();
  }

  @Override
  public void conclude(ProgramContext program) {
    for (List<LockOrder.Edge> circle : LockOrder.of(program.program()).circles()) {
      LockOrder.Edge first = circle.get(0);
      Report report =
          program
              .report(first.site())
              .message(message(circle))
              .help("Take these locks in one order everywhere.")
              .subject(
                  Subject.locks(circle.stream().map(e -> e.held().symbol()).distinct().toList()));
      boolean sure = circle.stream().allMatch(LockOrder.Edge::sure);
      if (!sure || circle.stream().mapToInt(e -> e.chain().size()).sum() > MOST_CALLS) {
        report.severity(Severity.WARNING);
      }
      chain(report, first);
      for (LockOrder.Edge e : circle.subList(1, circle.size())) {
        report.related(
            e.site(),
            "`%s` is asked for while `%s` is held".formatted(name(e.asked()), name(e.held())));
        chain(report, e);
      }
      report.emit();
    }
  }

  private static void chain(Report report, LockOrder.Edge edge) {
    for (Location call : edge.chain()) {
      report.related(call, "called from here with `" + name(edge.held()) + "` held");
    }
  }

  private static String message(List<LockOrder.Edge> circle) {
    LockOrder.Edge first = circle.get(0);
    if (circle.size() == 1) {
      return "`%s` locks one `%s` while it holds another: two threads that name them crosswise wait for ever"
          .formatted(code(first), name(first.held()));
    }
    LockOrder.Edge last = circle.get(circle.size() - 1);
    return "`%s` asks for `%s` while it holds `%s`, but `%s` asks for `%s` while it holds `%s`"
        .formatted(
            code(first),
            name(first.asked()),
            name(first.held()),
            code(last),
            name(last.asked()),
            name(last.held()));
  }

  private static String name(LockKey lock) {
    boolean local = lock.symbol().startsWith("local ") || lock.path().isVariable();
    return local ? lock.path().toString() : lock.symbol();
  }

  private static String code(LockOrder.Edge e) {
    return e.body() == null ? "the code" : e.body().replace('#', '.');
  }
}
