package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.facts.FileSummary;
import io.conccheck.analyzer.facts.StoredBody;
import io.conccheck.analyzer.rules.Candidate;
import io.conccheck.analyzer.source.Suppressions;
import io.conccheck.analyzer.types.UnnamedClass;
import io.conccheck.findings.log.LogRecord;
import java.util.List;
import java.util.Set;

/** A {@link FilePass.Outcome} as data, for keeping; where the file lies is not kept. */
record StoredOutcome(
    List<Candidate> candidates,
    List<StoredBody> bodies,
    List<Suppressions.Span> suppressions,
    boolean generated,
    List<UnnamedClass> unnamed,
    List<LogRecord.Problem> problems,
    int lines) {

  /** Kinds of problems that belong to the file itself and come again with the same content. */
  private static final Set<String> LASTING = Set.of("parse", "encoding");

  /** Null for an outcome that another scan of the same file need not have. */
  static StoredOutcome of(FilePass.Outcome o) {
    // A place without a symbol is known by its path, which is part of a fingerprint then.
    boolean placed = o.candidates().stream().allMatch(c -> c.finding().location().symbol() != null);
    if (!placed || !o.problems().stream().allMatch(p -> LASTING.contains(p.kind()))) {
      return null;
    }
    return new StoredOutcome(
        o.candidates(),
        o.summary().stored(),
        o.suppressions().spans(),
        o.suppressions().generated(),
        o.unnamed(),
        o.problems(),
        o.lines());
  }

  FilePass.Outcome outcome(String path) {
    return new FilePass.Outcome(
        path,
        candidates,
        FileSummary.of(bodies),
        Suppressions.of(suppressions, generated),
        unnamed,
        problems,
        lines);
  }
}
