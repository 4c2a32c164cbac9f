package io.conccheck.cli.pipeline;

import io.conccheck.findings.Finding;
import io.conccheck.findings.log.LogRecord;
import java.util.List;

/** From findings as they come to the report: merge, correlate, order. */
public final class Pipeline {

  private Pipeline() {}

  /**
   * The report over those findings.
   *
   * @param scope what was looked at, for the summary
   */
  public static Report report(
      List<Finding> findings, List<LogRecord.Problem> problems, String scope) {
    List<Finding> joined = Correlate.correlate(Merge.merge(findings));
    return new Report(
        joined.stream().sorted(FindingOrder.COMPARATOR).toList(),
        problems.stream().distinct().toList(),
        scope,
        SourceIndex.NONE);
  }
}
