package io.conccheck.analyzer.engine;

import io.conccheck.findings.Finding;
import io.conccheck.findings.log.LogRecord;
import java.util.List;

/**
 * What a scan found. Equal requests over equal files give equal results, in equal order.
 *
 * @param findings sorted by path, line, column, rule
 * @param problems what could not be looked at, and why, sorted by path and line
 * @param notes what was looked at in another way than asked, as a file of another encoding
 * @param files number of source files read
 * @param lines number of their lines
 * @param reused number of files whose results an earlier scan had kept
 */
public record ScanResult(
    List<Finding> findings,
    List<LogRecord.Problem> problems,
    List<LogRecord.Problem> notes,
    long files,
    long lines,
    long reused) {

  public ScanResult {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }
}
