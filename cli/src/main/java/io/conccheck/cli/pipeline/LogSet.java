package io.conccheck.cli.pipeline;

import io.conccheck.findings.Finding;
import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Findings logs that were read, and what is wrong with them. Not thread-safe. */
public final class LogSet {

  private final List<FindingsLog> logs = new ArrayList<>();
  private final List<LogRecord.Problem> problems = new ArrayList<>();

  /** Reads one more log; one that cannot be read becomes a problem. */
  public void add(Path file) {
    try {
      FindingsLog log = FindingsLog.read(file);
      logs.add(log);
      problems.addAll(log.problems());
      state(log);
    } catch (IOException e) {
      problems.add(new LogRecord.Problem("log", file.toString(), 0, reason(file, e), ""));
    }
  }

  private void state(FindingsLog log) {
    LogRecord.End end = log.end();
    if (log.tear() != null) {
      wrong(log, "the log is torn at " + log.tear());
    } else if (end == null) {
      wrong(log, "the log has no end: process " + log.header().pid() + " was killed");
    } else if (!end.status().equals(LogRecord.End.COMPLETE) && log.problems().isEmpty()) {
      wrong(log, end.reason() == null ? "the log is " + end.status() : end.reason());
    }
  }

  private void wrong(FindingsLog log, String message) {
    problems.add(new LogRecord.Problem("log", log.name(), 0, message, ""));
  }

  private static String reason(Path file, IOException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    message =
        message.startsWith(file.toString()) ? message.substring(file.toString().length()) : message;
    message = message.strip();
    String kind = e.getClass() == IOException.class ? "" : e.getClass().getSimpleName();
    return message.isEmpty() ? "cannot be read: " + kind : message;
  }

  /** The logs that could be read at least in part. */
  public List<FindingsLog> logs() {
    return List.copyOf(logs);
  }

  /** The findings of all logs, in the logs' order. */
  public List<Finding> findings() {
    return logs.stream().flatMap(l -> l.findings().stream()).toList();
  }

  /** What the logs' writers told, and what is wrong with the logs themselves. */
  public List<LogRecord.Problem> problems() {
    return List.copyOf(problems);
  }
}
