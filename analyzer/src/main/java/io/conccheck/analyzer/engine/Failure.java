package io.conccheck.analyzer.engine;

import io.conccheck.findings.log.LogRecord;

/** Tells of a rule that failed; the scan goes on without what it would have found. */
final class Failure {

  private Failure() {}

  /**
   * The problem that a failed rule is.
   *
   * @param path of the file it looked at, or empty where it looked at all of them
   * @param line near the place it looked at, or 0
   */
  static LogRecord.Problem of(String rule, String path, int line, Throwable why) {
    String message = "rule `" + rule + "` failed: " + words(why);
    return new LogRecord.Problem("rule", path, line, message, "Report this as a bug of conccheck.");
  }

  /** What was thrown, and where. */
  static String words(Throwable why) {
    StackTraceElement[] trace = why.getStackTrace();
    return why + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
