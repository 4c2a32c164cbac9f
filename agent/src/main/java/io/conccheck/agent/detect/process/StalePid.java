package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** The finding {@code stale-pid}; its card lies beside. */
@AutoService(Carded.class)
public final class StalePid implements Carded {

  /** The pids that a command line sends signals to; empty unless it is one of {@code kill}. */
  static List<Long> killed(List<String> command) {
    List<Long> pids = new ArrayList<>();
    if (command.isEmpty() || !command.get(0).matches("(.*/)?kill")) {
      return pids;
    }
    for (String word : command.subList(1, command.size())) {
      if (word.matches("[1-9][0-9]{0,17}")) {
        pids.add(Long.parseLong(word));
      }
    }
    return pids;
  }

  /**
   * The number of a child that was collected is used as if it still were that child's.
   *
   * @param what what happens to it, as {@code is looked up}
   * @param stack where
   */
  static Finding of(Child child, String what, Throwable stack, ThreadInfo thread) {
    List<Frame> frames = Frames.of(stack);
    Frame here = frames.get(0);
    return child
        .finding("stale-pid", Severity.WARNING)
        .message(
            "pid "
                + child.proc.pid()
                + " "
                + what
                + " in `"
                + here.className()
                + "."
                + here.method()
                + "` after "
                + child.label()
                + " was collected: it may be another process's by now")
        .help("Keep the `Process` or its handle and ask that: it knows whether it has ended.")
        .location(Location.of(here, here.className() + "." + here.method()))
        .trace(Trace.of(Trace.CURRENT, thread.label(), frames))
        .build();
  }
}
