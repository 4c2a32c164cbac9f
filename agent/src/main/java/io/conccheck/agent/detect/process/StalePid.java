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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The finding {@code stale-pid}; its card lies beside. */
@AutoService(Carded.class)
public final class StalePid implements Carded {

  private static final Pattern SCRIPT = Pattern.compile("(?<![\\w-])kill\\s([^;&|\\n]*)");

  /**
   * The pids that a command line sends signals to; empty unless it is one of {@code kill}, or a
   * shell's that is given a script with such a line.
   */
  static List<Long> killed(List<String> command) {
    List<Long> pids = new ArrayList<>();
    if (command.isEmpty()) {
      return pids;
    } else if (command.get(0).matches("(.*/)?kill")) {
      addAll(command.subList(1, command.size()), pids);
    } else if (command.get(0).matches("(.*/)?(ba|da|z|k|a)?sh") && command.size() > 2) {
      Matcher m = SCRIPT.matcher(command.get(2));
      while (m.find()) {
        addAll(List.of(m.group(1).trim().split("\\s+")), pids);
      }
    }
    return pids;
  }

  private static void addAll(List<String> words, List<Long> pids) {
    for (String word : words) {
      if (word.matches("[1-9][0-9]{0,17}")) {
        pids.add(Long.parseLong(word));
      }
    }
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
