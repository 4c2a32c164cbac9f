package io.conccheck.cli.report.jsonl;

import com.google.auto.service.AutoService;
import io.conccheck.cli.pipeline.LockTable;
import io.conccheck.cli.pipeline.Report;
import io.conccheck.cli.pipeline.Verdict;
import io.conccheck.cli.report.ReportFormat;
import io.conccheck.cli.report.View;
import io.conccheck.findings.Finding;
import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.FindingsLogWriter;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.io.OutputStream;

/** The report as a findings log, which {@code conccheck report} reads again. */
@AutoService(ReportFormat.class)
public final class JsonLinesFormat implements ReportFormat {

  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public String meaning() {
    return "a findings log, one JSON object a line";
  }

  @Override
  public void write(Report report, Verdict verdict, View view, OutputStream out)
      throws IOException {
    @SuppressWarnings("resource") // the stream belongs to the caller
    FindingsLogWriter log = new FindingsLogWriter(out);
    // A report is of no process and no time: equal input gives equal bytes.
    log.write(new LogRecord.Header(FindingsLog.MINOR, "conccheck " + view.version(), 0, null, 0));
    for (LogRecord.Problem p : report.problems()) {
      log.write(p);
    }
    for (Finding f : report.findings()) {
      log.write(new LogRecord.Found(f));
    }
    if (!report.locks().isEmpty()) {
      log.write(LockTable.event(report.locks()));
    }
    boolean whole = report.problems().isEmpty();
    log.write(
        new LogRecord.End(
            whole ? LogRecord.End.COMPLETE : LogRecord.End.INCOMPLETE,
            verdict.cause(),
            report.findings().size()));
  }
}
