package io.conccheck.cli.report.text;

import com.google.auto.service.AutoService;
import io.conccheck.cli.pipeline.Report;
import io.conccheck.cli.pipeline.Verdict;
import io.conccheck.cli.pipeline.Words;
import io.conccheck.cli.report.ReportFormat;
import io.conccheck.cli.report.View;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The report for people: a block a finding, then one line that sums up. */
@AutoService(ReportFormat.class)
public final class TextFormat implements ReportFormat {

  @Override
  public String name() {
    return "text";
  }

  @Override
  public String meaning() {
    return "for people";
  }

  @Override
  public void write(Report report, Verdict verdict, View view, OutputStream out)
      throws IOException {
    PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Paint paint = view.colour() ? Paint.ANSI : Paint.NONE;
    FindingText each = new FindingText(paint, view.detail(), line -> text.print(line + "\n"));
    report.findings().forEach(each::write);
    if (view.detail() != View.Detail.BRIEF) {
      LockText.write(report.locks(), view.detail(), paint, line -> text.print(line + "\n"));
      for (LogRecord.Problem p : report.problems()) {
        text.print(paint.bold("not looked at") + ": " + Words.problem(p) + "\n");
      }
      text.print(summary(report) + "\n");
    }
    text.flush();
    if (text.checkError()) {
      throw new IOException("the report cannot be written");
    }
  }

  private static String summary(Report report) {
    String problems =
        report.problems().isEmpty()
            ? ""
            : ", " + Words.count(report.problems().size(), "thing") + " not looked at";
    return findings(report) + " in " + report.scope() + problems;
  }

  private static String findings(Report report) {
    if (report.findings().isEmpty()) {
      return "no findings";
    }
    return Words.count(report.findings().size(), "finding")
        + " ("
        + count(report, Severity.ERROR)
        + ", "
        + count(report, Severity.WARNING)
        + ", "
        + count(report, Severity.NOTE)
        + ")";
  }

  private static String count(Report report, Severity s) {
    long n = report.findings().stream().map(Finding::severity).filter(s::equals).count();
    return Words.count(n, s.word());
  }
}
