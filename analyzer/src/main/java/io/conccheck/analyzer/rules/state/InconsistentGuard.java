package io.conccheck.analyzer.rules.state;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Access;
import io.conccheck.analyzer.facts.Guards;
import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A field that is guarded nearly everywhere, and then not. */
@AutoService({Rule.class, Carded.class})
public final class InconsistentGuard implements Rule {

  @Override
  public void conclude(ProgramContext program) {
    for (Guards.Guard guard : Guards.broken(program.program())) {
      boolean contents = guard.field().endsWith(Guards.CONTENTS);
      String field = guard.field().replace(Guards.CONTENTS, "");
      Access first = guard.broken().get(0);
      String did = first.writes() ? "written" : "read";
      Report report =
          program
              .report(first.site())
              .message(
                  "%s`%s` is %s here without `%s`, which is held at its %d other uses"
                      .formatted(
                          contents ? "what is in " : "",
                          field,
                          did,
                          guard.lock().symbol(),
                          guard.guarded()))
              .help("Hold the lock here too.")
              .subject(Subject.field(field));
      for (Access a : guard.broken().subList(1, guard.broken().size())) {
        report.related(a.site(), "and here without it");
      }
      report.emit();
    }
  }
}
