package io.conccheck.agent.detect.thread;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code oversubscription}; its card lies beside. */
@AutoService(Carded.class)
public final class Oversubscription implements Carded {

  private static final String HELP =
      "Give the tasks to a pool whose size hangs on the processors, or to virtual threads if they"
          + " wait most of the time.";

  /**
   * Threads were started one after the other at one place.
   *
   * @param frames of the last start
   * @param starts how many there were
   * @param millis within which
   */
  static Finding perTask(List<Frame> frames, String starter, int starts, long millis) {
    return finding(
        Severity.NOTE,
        starts
            + " threads were started in `"
            + symbol(frames)
            + "` within "
            + millis
            + " ms, each for a task of its own",
        frames,
        starter);
  }

  /**
   * More threads want to run than processors can.
   *
   * @param frames of the place that most of them were started at
   * @param there how many of them
   * @param all how many want to run
   */
  static Finding crowd(List<Frame> frames, String starter, int there, int all, int processors) {
    return finding(
        Severity.WARNING,
        all
            + " threads compute at a time on "
            + processors
            + (processors == 1 ? " processor, " : " processors, ")
            + there
            + " of them started in `"
            + symbol(frames)
            + "`",
        frames,
        starter);
  }

  private static Finding finding(
      Severity severity, String message, List<Frame> frames, String starter) {
    return Finding.of("oversubscription", severity, Confidence.OBSERVED, Origin.RUNTIME)
        .message(message)
        .help(HELP)
        .location(Location.of(frames.get(0), symbol(frames)))
        .subject(Subject.creationSite(frames.get(0).symbol()))
        .trace(
            new Trace(
                Trace.CREATOR, starter, List.of(), List.of(), frames, "the threads were started"))
        .build();
  }

  private static String symbol(List<Frame> frames) {
    return frames.get(0).className() + "." + frames.get(0).method();
  }
}
