package io.conccheck.analyzer.rules.locks;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.findings.Location;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Code that sleeps, joins or waits for I/O with a lock in its hand makes all others wait too. */
@AutoService({Rule.class, Carded.class})
public final class BlockingUnderLock implements Rule {

  private static final int MOST_CALLS = 5;

  @Override
  public void conclude(ProgramContext program) {
    for (var place : io.conccheck.analyzer.facts.BlockingUnderLock.of(program.program())) {
      String how = place.at().equals(place.end()) ? "" : " through the methods it calls";
      Report report =
          program
              .report(place.at())
              .message(
                  "`%s` is called%s while `%s` is held"
                      .formatted(place.why(), how, place.lock().symbol()))
              .help("Let the lock go before waiting.")
              .subject(Subject.locks(List.of(place.lock().symbol())));
      for (Location call : place.chain()) {
        report.related(call, "called from here");
      }
      if (!place.at().equals(place.end())) {
        report.related(place.end(), "here it waits");
      }
      if (place.why().startsWith("Files.") || place.chain().size() > MOST_CALLS) {
        report.severity(Severity.NOTE); // slow, but it ends; or a way that only might be taken
      }
      report.emit();
    }
  }
}
