package io.conccheck.cli.report.text;

import io.conccheck.cli.report.View;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Location;
import io.conccheck.findings.Related;
import io.conccheck.findings.Trace;
import java.util.List;
import java.util.function.Consumer;

/** One finding as a block of lines. */
final class FindingText {

  private static final int RELATED = 4;

  private final Paint paint;
  private final View.Detail detail;
  private final SourceLines source = new SourceLines();
  private final Consumer<String> out;

  FindingText(Paint paint, View.Detail detail, Consumer<String> out) {
    this.paint = paint;
    this.detail = detail;
    this.out = out;
  }

  void write(Finding f) {
    String head =
        paint.severity(f.severity(), f.severity().word()) + ": " + paint.bold(f.ruleId()) + ": ";
    if (detail == View.Detail.BRIEF) {
      out.accept(paint.place(f.location().place()) + ": " + head + f.message());
      return;
    }
    out.accept(head + f.message());
    place("  --> ", f.location(), "");
    traces(f.traces());
    related(f.related());
    if (!f.help().isEmpty()) {
      out.accept("  " + paint.bold("help") + ": " + f.help());
    }
    out.accept("  " + paint.faint(footer(f)));
    out.accept("");
  }

  private void place(String arrow, Location l, String message) {
    String symbol = l.symbol() == null ? "" : " in `" + l.symbol() + "`";
    out.accept(paint.faint(arrow) + paint.place(l.place()) + symbol + message);
    String line = source.at(l);
    if (line != null) {
      out.accept(" ".repeat(arrow.length()) + paint.faint("| ") + line);
    }
  }

  private void traces(List<Trace> traces) {
    TraceText text = new TraceText(paint, detail, out);
    traces.forEach(t -> text.write(t, TraceText.share(traces.size())));
  }

  private void related(List<Related> related) {
    int most = detail == View.Detail.FULL ? related.size() : RELATED;
    related.stream().limit(most).forEach(r -> place("   + ", r.location(), ": " + r.message()));
    if (related.size() > most) {
      out.accept("   " + paint.faint("... " + (related.size() - most) + " more, see with -v"));
    }
  }

  private String footer(Finding f) {
    String seen = f.count() > 1 ? ", seen " + f.count() + " times" : "";
    String ids =
        detail != View.Detail.FULL
            ? ""
            : ", fingerprint "
                + f.fingerprint()
                + (f.otherFingerprint() == null ? "" : " and " + f.otherFingerprint());
    return f.confidence().word() + seen + ids + "; more: conccheck explain " + f.ruleId();
  }
}
