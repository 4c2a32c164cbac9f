package io.conccheck.cli.pipeline;

import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.util.Locale;

/** Small pieces of text that several reports have in common. */
public final class Words {

  private Words() {}

  /** {@code 1 file}, {@code 2,000 files}. */
  public static String count(long n, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
  }

  /**
   * Why reading or starting failed, without the class of the exception where a text says enough.
   */
  public static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /** A problem as one line: place, then reason. */
  public static String problem(LogRecord.Problem p) {
    if (p.path() == null) {
      return p.message();
    }
    return p.path() + (p.line() > 0 ? ":" + p.line() : "") + ": " + p.message();
  }
}
