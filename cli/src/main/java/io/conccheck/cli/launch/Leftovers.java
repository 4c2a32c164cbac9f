package io.conccheck.cli.launch;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks again after the end of a JVM that could not look itself, because it was killed: which of
 * the processes whose start it logged still run? Process ids are used again, so the start time has
 * to agree.
 */
public final class Leftovers {

  private static final String RULE = "orphan-process";

  private Leftovers() {}

  /** One {@code orphan-process} for each child of a killed JVM that left something running. */
  public static List<Finding> of(List<FindingsLog> logs) {
    List<Finding> findings = new ArrayList<>();
    for (FindingsLog log : logs) {
      if (log.end() == null && !StartedProcess.of(log.header().pid(), -1, "").runs()) {
        of(log, findings);
      }
    }
    return findings;
  }

  private static void of(FindingsLog log, List<Finding> findings) {
    Map<Long, List<StartedProcess>> left = new LinkedHashMap<>();
    Map<Long, LogRecord.Event> started = new LinkedHashMap<>();
    for (LogRecord r : log.records()) {
      if (r instanceof LogRecord.Event e && e.name().equals("child-started")) {
        started.put(StartedProcess.number(e, "pid"), e);
      } else if (r instanceof LogRecord.Event e && e.name().equals("child-ended")) {
        started.remove(StartedProcess.number(e, "pid"));
      }
    }
    for (LogRecord.Event e : started.values()) {
      StartedProcess process = StartedProcess.of(e);
      if (process.runs()) {
        long parent = StartedProcess.number(e, "parent");
        long root = parent > 0 ? parent : process.pid();
        left.computeIfAbsent(root, k -> new ArrayList<>()).add(process);
      }
    }
    left.forEach((root, processes) -> findings.add(finding(processes, log.header().pid())));
  }

  private static Finding finding(List<StartedProcess> left, long jvm) {
    StartedProcess first = left.get(0);
    String more = left.size() == 1 ? "" : ", with " + (left.size() - 1) + " more below it";
    Finding.Builder b =
        Finding.of(RULE, Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
            .message(
                "child process `"
                    + first.command()
                    + "` (pid "
                    + first.pid()
                    + ") still runs after the JVM (pid "
                    + jvm
                    + ") was killed"
                    + more)
            .help(
                "End the child when the program ends, and let it end itself when its input ends: a"
                    + " killed JVM runs no hooks.");
    if (first.frames().isEmpty()) {
      return b.location(new Location("unknown", 0, 0, null))
          .subject(Subject.creationSite(first.command()))
          .build();
    }
    Frame start = first.frames().get(0);
    return b.location(Location.of(start, start.className() + "." + start.method()))
        .subject(Subject.creationSite(start.symbol()))
        .trace(
            new Trace(
                Trace.CREATOR,
                first.thread(),
                List.of(),
                List.of(),
                first.frames(),
                "the child was started"))
        .build();
  }
}
