package io.conccheck.cli.launch;

import io.conccheck.findings.Frame;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process whose start an agent has logged.
 *
 * @param startedAt epoch milliseconds by the operating system's account, or -1 if unknown
 * @param thread name of the thread that started it
 * @param frames where it was started, innermost first; empty if unknown
 */
record StartedProcess(long pid, long startedAt, String command, String thread, List<Frame> frames) {

  /**
   * The kernel counts starts in ticks of 10 ms from the boot, which itself is known to a second.
   */
  private static final long TOLERANCE_MILLIS = 1500;

  static StartedProcess of(long pid, long startedAt, String command) {
    return new StartedProcess(pid, startedAt, command, "unknown", List.of());
  }

  /** What the event says; whatever it lacks is unknown. */
  static StartedProcess of(LogRecord.Event e) {
    List<Frame> frames = new ArrayList<>();
    if (e.data().get("frames") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> m && m.get("class") != null && m.get("method") != null) {
          frames.add(frame(m));
        }
      }
    }
    long startedAt = e.data().get("startedAt") instanceof Number n ? n.longValue() : -1;
    return new StartedProcess(
        number(e, "pid"), startedAt, text(e, "command"), text(e, "thread"), frames);
  }

  private static Frame frame(Map<?, ?> m) {
    return new Frame(
        m.get("class").toString(),
        m.get("method").toString(),
        m.get("file") instanceof String s ? s : null,
        m.get("line") instanceof Number n ? n.intValue() : 0);
  }

  private static String text(LogRecord.Event e, String key) {
    return e.data().get(key) instanceof String s ? s : "unknown";
  }

  static long number(LogRecord.Event e, String key) {
    return e.data().get(key) instanceof Number n ? n.longValue() : 0;
  }

  /** True if this very process, not another one with its id, is there and no zombie. */
  boolean runs() {
    ProcessHandle handle = pid <= 0 ? null : ProcessHandle.of(pid).orElse(null);
    if (handle == null || !handle.isAlive() || zombie()) {
      return false;
    }
    Instant start = handle.info().startInstant().orElse(null);
    return startedAt < 0
        || start == null
        || Math.abs(start.toEpochMilli() - startedAt) <= TOLERANCE_MILLIS;
  }

  private boolean zombie() {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false; // no such table here, or it has just ended: then it is not alive either
    }
  }
}
