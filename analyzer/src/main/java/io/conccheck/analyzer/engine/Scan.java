package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.source.Parsed;
import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.source.SourceParser;
import io.conccheck.analyzer.source.SourceTree;
import io.conccheck.findings.log.LogRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The source pass: from paths to findings. */
public final class Scan {

  private Scan() {}

  /** Runs a scan to its end. Whatever the input is like, it becomes findings and problems. */
  public static ScanResult run(ScanRequest request) {
    List<LogRecord.Problem> problems = new ArrayList<>();
    List<SourceFile> files = SourceTree.collect(request.paths(), request.excludes(), problems::add);
    SourceParser parser = new SourceParser();
    long lines = 0;
    long done = 0;
    for (SourceFile file : files) {
      Parsed parsed = parser.parse(file);
      problems.addAll(parsed.problems());
      lines += parsed.lines();
      request.progress().done(++done, files.size());
    }
    problems.sort(
        Comparator.comparing(LogRecord.Problem::path).thenComparing(LogRecord.Problem::line));
    return new ScanResult(List.of(), problems, files.size(), lines);
  }
}
