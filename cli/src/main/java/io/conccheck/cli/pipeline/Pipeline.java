package io.conccheck.cli.pipeline;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From findings as they come to the report: resolve, suppress, merge, correlate, order. */
public final class Pipeline {

  private Pipeline() {}

  /**
   * The report over those findings.
   *
   * @param scope what was looked at, for the summary
   */
  public static Report report(
      List<Finding> findings, List<LogRecord.Problem> problems, String scope) {
    return report(findings, problems, scope, SourceIndex.NONE);
  }

  /**
   * The report over those findings, with the sources of what ran.
   *
   * @param folders source folders that runtime paths are resolved in; empty for none
   */
  public static Report report(
      List<Finding> findings, List<LogRecord.Problem> problems, String scope, List<Path> folders) {
    if (folders.isEmpty()) {
      return report(findings, problems, scope);
    }
    List<LogRecord.Problem> all = new ArrayList<>(problems);
    SourceFolders sources = SourceFolders.of(folders, all::add);
    List<Finding> kept = new ArrayList<>();
    int suppressed = 0;
    for (Finding f : findings) {
      if (f.origin() == Origin.SOURCE) {
        kept.add(f);
      } else if (sources.suppressed(f)) {
        suppressed++;
      } else {
        kept.add(sources.resolve(f));
      }
    }
    String more = suppressed == 0 ? "" : ", " + suppressed + " suppressed in the source";
    return report(kept, all, scope + more, sources);
  }

  private static Report report(
      List<Finding> findings, List<LogRecord.Problem> problems, String scope, SourceIndex sources) {
    List<Finding> joined = Correlate.correlate(Merge.merge(findings));
    return new Report(
        joined.stream().sorted(FindingOrder.COMPARATOR).toList(),
        problems.stream().distinct().toList(),
        scope,
        sources,
        List.of());
  }
}
