package io.conccheck.cli.report.text;

import io.conccheck.cli.pipeline.LockRow;
import io.conccheck.cli.report.View;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The table of locks that threads waited for. */
final class LockText {

  private static final int USUAL = 10;

  private LockText() {}

  static void write(List<LockRow> locks, View.Detail detail, Paint paint, Consumer<String> out) {
    List<LockRow> waited = locks.stream().filter(r -> r.waitedMillis() > 0).toList();
    if (waited.isEmpty()) {
      return;
    }
    int most = detail == View.Detail.FULL ? waited.size() : USUAL;
    out.accept(
        paint.bold("locks that threads waited for")
            + ": acquisitions, contended, time waited, time held");
    waited.stream().limit(most).forEach(r -> out.accept(row(r)));
    if (waited.size() > most) {
      out.accept("  " + paint.faint("... " + (waited.size() - most) + " more, see with -v"));
    }
    out.accept("");
  }

  private static String row(LockRow r) {
    return String.format(
        Locale.ROOT,
        "  %,13d %,11d %10s %10s  `%s`",
        r.acquisitions(),
        r.contended(),
        time(r.waitedMillis()),
        time(r.heldMillis()),
        r.lock());
  }

  private static String time(long millis) {
    return millis < 10_000
        ? String.format(Locale.ROOT, "%,d ms", millis)
        : String.format(Locale.ROOT, "%,.1f s", millis / 1_000.0);
  }
}
