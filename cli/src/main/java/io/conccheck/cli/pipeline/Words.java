package io.conccheck.cli.pipeline;

import io.conccheck.findings.log.LogRecord;
import java.util.Locale;

/** Small pieces of text that several reports have in common. */
public final class Words {

  private Words() {}

  /** {@code 1 file}, {@code 2,000 files}. */
  public static String count(long n, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
  }

  /** A problem as one line: place, then reason. */
  public static String problem(LogRecord.Problem p) {
    if (p.path() == null) {
      return p.message();
    }
    return p.path() + (p.line() > 0 ? ":" + p.line() : "") + ": " + p.message();
  }
}
