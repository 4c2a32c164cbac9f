package io.conccheck.cli.commands;

import io.conccheck.cli.launch.Watch;
import io.conccheck.cli.pipeline.LogSet;
import io.conccheck.findings.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What kept a run from being watched to its end.
 *
 * @param ended how the program ended
 * @param ownLog whether the program itself must have left a log
 * @param timeout the limit in seconds, or null
 */
record RunProblems(Watch.Ended ended, boolean ownLog, Double timeout) {

  /** Those, and those of the logs. */
  List<LogRecord.Problem> with(LogSet set) {
    List<LogRecord.Problem> all = new ArrayList<>();
    if (ended.timedOut()) {
      String seconds = String.format(Locale.ROOT, "%s", timeout).replaceAll("\\.0$", "");
      all.add(problem("timeout", "the program was ended after " + seconds + " s", ""));
    }
    boolean started =
        ownLog
            ? set.logs().stream().anyMatch(l -> l.header().pid() == ended.pid())
            : !set.logs().isEmpty();
    if (!started && set.problems().isEmpty()) {
      all.add(
          problem(
              "agent",
              ownLog
                  ? "the agent never started in the program"
                  : "the agent never started: no JVM below the program was watched",
              "Try `conccheck doctor`; build tools are left out unless `--jvm` names them."));
    }
    all.addAll(set.problems());
    return all;
  }

  private static LogRecord.Problem problem(String kind, String message, String help) {
    return new LogRecord.Problem(kind, null, 0, message, help);
  }
}
