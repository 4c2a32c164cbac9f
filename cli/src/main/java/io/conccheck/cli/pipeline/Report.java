package io.conccheck.cli.pipeline;

import io.conccheck.findings.Finding;
import io.conccheck.findings.log.LogRecord;
import java.util.List;

/**
 * All that one invocation has to tell: what every format renders.
 *
 * @param findings distinct, correlated, in the order of {@link FindingOrder}
 * @param problems what could not be looked at, in the order it was told
 * @param scope what was looked at, for the summary: {@code 12 files, 3,456 lines}
 * @param sources where the frames of traces have their source files
 * @param locks what was seen of locks at run time, the longest waits first
 */
public record Report(
    List<Finding> findings,
    List<LogRecord.Problem> problems,
    String scope,
    SourceIndex sources,
    List<LockRow> locks) {

  public Report {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
    locks = List.copyOf(locks);
  }

  /** The same report with a table of locks. */
  public Report with(List<LockRow> table) {
    return new Report(findings, problems, scope, sources, table);
  }
}
