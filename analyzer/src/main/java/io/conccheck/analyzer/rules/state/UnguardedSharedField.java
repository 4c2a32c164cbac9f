package io.conccheck.analyzer.rules.state;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Access;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.Race;
import io.conccheck.analyzer.facts.Races;
import io.conccheck.analyzer.facts.Traced;
import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.findings.Location;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Two threads that the code itself starts use one field, and no lock is common to both uses. */
@AutoService({Rule.class, Carded.class})
public final class UnguardedSharedField implements Rule {

  @Override
  public void conclude(ProgramContext program) {
    for (Race race : Races.of(program.program())) {
      Access first = race.first().what();
      Access second = race.second().what();
      boolean same = first.site().equals(second.site());
      String other =
          same
              ? "several times at once"
              : "and " + did(second) + " by " + race.secondRole() + place(second);
      Report report =
          program
              .report(first.site())
              .message(
                  "`%s` is %s by %s%s %s with no common lock"
                      .formatted(
                          name(race),
                          did(first),
                          race.firstRole() + started(race),
                          locks(first),
                          other))
              .help(help(race))
              .subject(subject(race));
      if (race.assumed()) {
        report.severity(Severity.WARNING);
      }
      if (!same) {
        report.related(second.site(), "the other use" + locks(second));
      }
      if (race.start() != null) {
        report.related(race.start(), "the task is started here");
      }
      chain(report, race.first());
      report.emit();
    }
  }

  /** Where the first of the two, if it is a task, begins. */
  private static String started(Race race) {
    boolean task = race.start() != null && race.firstRole().startsWith("the task");
    String path = task ? race.start().path() : "";
    return task
        ? " (started at "
            + path.substring(path.lastIndexOf('/') + 1)
            + ":"
            + race.start().line()
            + ")"
        : "";
  }

  private static void chain(Report report, Traced<Access> use) {
    for (Location call : use.chain()) {
      report.related(call, "called from here");
    }
  }

  private static String name(Race race) {
    String field = race.field();
    boolean contents = race.first().what().is(Access.CONTENTS);
    if (field == null) {
      return race.path().owner().toString();
    }
    return contents && !race.path().last().equals("*") ? field + race.path().last() : field;
  }

  private static String did(Access a) {
    return switch (a.kind()) {
      case READ -> "read";
      case WRITE -> "written";
      case UPDATE -> a.is(Access.CONTENTS) ? "changed" : "read and written";
    };
  }

  private static String place(Access a) {
    return " (line " + a.site().line() + ")";
  }

  private static String locks(Access a) {
    List<LockKey> held = a.held();
    return held.isEmpty() ? "" : " holding `" + held.get(held.size() - 1).symbol() + "`";
  }

  private static String help(Race race) {
    Access first = race.first().what();
    if (first.is(Access.CONTENTS)) {
      return "Guard all uses by one lock, or use a collection of java.util.concurrent.";
    }
    boolean flag = first.kind() == Access.Kind.WRITE && race.second().what().is(Access.LOOP_TEST);
    return flag
        ? "Declare the field `volatile`."
        : "Guard all uses by one lock, or use an atomic variable.";
  }

  private static Subject subject(Race race) {
    String field = race.field();
    return field != null
        ? Subject.field(field)
        : new Subject(
            "local", List.of(race.first().what().site().symbol() + ":" + race.path().owner()));
  }
}
