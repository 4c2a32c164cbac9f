package io.conccheck.findings.log;

import io.conccheck.findings.Finding;
import java.util.Map;

/** One line of a findings log. */
public sealed interface LogRecord {

  /**
   * First line: which tool wrote the log, for which process.
   *
   * @param minor minor version of the format; a reader takes newer ones and skips what it does not
   *     know
   * @param tool name and version of the writer
   * @param pid process id of the writer
   * @param command what the process runs, main class or command line, or null
   * @param startedAt epoch milliseconds
   */
  record Header(int minor, String tool, long pid, String command, long startedAt)
      implements LogRecord {}

  /** A finding. A later line with the same fingerprint in the same log replaces the earlier. */
  record Found(Finding finding) implements LogRecord {}

  /**
   * Something that kept the tool from looking at all it was asked to look at: the result is
   * incomplete.
   *
   * @param kind {@code parse}, {@code unreadable}, {@code agent} ...
   * @param path the file or thing concerned, or null
   * @param line 1-based, or 0
   * @param message reason, lower-case start, no final stop
   * @param help what mends it; may be empty
   */
  record Problem(String kind, String path, int line, String message, String help)
      implements LogRecord {}

  /**
   * Something that happened and that another part must know, such as a child process that was
   * started.
   *
   * @param name kebab-case
   * @param data strings, numbers, booleans, lists and maps of them
   */
  record Event(String name, Map<String, Object> data) implements LogRecord {}

  /**
   * Last line.
   *
   * @param status {@code complete}, {@code killed} or {@code incomplete}
   * @param reason why it is not complete, or null
   * @param findings number of distinct findings written
   */
  record End(String status, String reason, long findings) implements LogRecord {
    public static final String COMPLETE = "complete";
    public static final String KILLED = "killed";
    public static final String INCOMPLETE = "incomplete";
  }
}
