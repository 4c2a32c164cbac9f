package io.conccheck.agent.out;

import io.conccheck.agent.state.OwnPid;
import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.FindingsLogWriter;
import io.conccheck.findings.log.LogRecord;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The findings log of this JVM. Without a file the agent tells on stderr alone. One thread. */
final class LogFile {

  private final String name;
  private final FindingsLogWriter writer; // null once it has failed
  private final Set<String> problems = new HashSet<>();
  private boolean broken;

  private LogFile(String name, FindingsLogWriter writer) {
    this.name = name;
    this.writer = writer;
  }

  static LogFile open(String pattern) {
    long pid = OwnPid.get();
    long now = System.currentTimeMillis();
    File file = new File(LogName.of(pattern, pid, now)).getAbsoluteFile();
    try {
      File folder = file.getParentFile();
      if (folder != null) {
        folder.mkdirs();
      }
      // No channel: a channel closes itself when the thread that writes is interrupted.
      FindingsLogWriter writer = new FindingsLogWriter(new FileOutputStream(file));
      LogFile log = new LogFile(file.getPath(), writer);
      log.write(
          new LogRecord.Header(
              FindingsLog.MINOR,
              "conccheck agent",
              pid,
              System.getProperty("sun.java.command"),
              now));
      return log;
    } catch (IOException e) {
      Stderr.print("conccheck: no findings log: " + e.getMessage() + "\n");
      return new LogFile(null, null);
    }
  }

  /** Path of the log, or null if there is none. */
  String name() {
    return name;
  }

  void write(LogRecord record) {
    if (writer == null || broken) {
      return;
    }
    try {
      writer.write(record);
    } catch (IOException e) {
      broken = true;
      Stderr.print("conccheck: the findings log " + name + " ends here: " + e.getMessage() + "\n");
    }
  }

  /** Logs that a part of the agent failed; false if that part has failed so before. */
  boolean problem(String where, Throwable t) {
    StackTraceElement[] stack = t.getStackTrace();
    String at = stack.length == 0 ? "" : " at " + stack[0];
    if (!problems.add(where + t.getClass().getName() + at)) {
      return false;
    }
    write(
        new LogRecord.Problem(
            "agent",
            where,
            0,
            "failed: " + t + at,
            "Report it to the makers of conccheck, with this line."));
    return true;
  }
}
