package io.conccheck.analyzer.rules.locks;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.BlockingUnderLock.Place;
import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.findings.Location;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Code that sleeps, joins or waits for I/O with a lock in its hand makes all others wait too. */
@AutoService({Rule.class, Carded.class})
public final class BlockingUnderLock implements Rule {

  private static final int MOST_CALLS = 5;

  /** Where more places than that lead to one wait, it is the wait that is to be mended, once. */
  private static final int MOST_ALIKE = 4;

  @Override
  public void conclude(ProgramContext program) {
    List<Place> places = io.conccheck.analyzer.facts.BlockingUnderLock.of(program.program());
    Map<Location, List<Place>> toOneWait = new HashMap<>();
    places.forEach(p -> toOneWait.computeIfAbsent(p.end(), e -> new ArrayList<>()).add(p));
    for (Place place : places) {
      List<Place> like = toOneWait.get(place.end());
      boolean one = like.size() <= MOST_ALIKE;
      if (one || place == like.get(0)) {
        report(program, place, one ? List.of() : like.subList(1, like.size()));
      }
    }
  }

  private static String message(Place place) {
    String lock = place.lock().symbol();
    Location inside = place.chain().isEmpty() ? place.end() : place.chain().get(0);
    if (place.at().equals(place.end()) || inside.symbol() == null) {
      return "`%s` is called while `%s` is held".formatted(place.why(), lock);
    }
    String called = inside.symbol().substring(inside.symbol().lastIndexOf('.') + 1);
    return "`%s` is called while `%s` is held, and waits in `%s`"
        .formatted(called.replace('#', '.'), lock, place.why());
  }

  private static void report(ProgramContext program, Place place, List<Place> others) {
    Report report =
        program
            .report(place.at())
            .message(message(place))
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
    for (Place o : others) {
      report.related(o.at(), "and from here with `" + o.lock().symbol() + "` held");
    }
    report.emit();
  }
}
