package io.conccheck.agent.detect.value;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
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

/** The finding {@code thread-local-left}; its card lies beside. */
@AutoService(Carded.class)
public final class ThreadLocalLeft implements Carded {

  static Finding of(Kept kept, ThreadInfo worker) {
    List<Frame> frames = Frames.of(kept.site());
    Frame at = frames.get(0);
    String symbol = at.className() + "." + at.method();
    return Finding.of(
            "thread-local-left",
            Severity.WARNING,
            kept.isAlone() ? Confidence.SUSPECTED : Confidence.OBSERVED,
            Origin.RUNTIME)
        .message(message(kept, worker.label(), symbol))
        .help("Call `remove` in a `finally` block at the end of the task.")
        .location(Location.of(at, symbol))
        .subject(Subject.creationSite(at.symbol()))
        .trace(Trace.of(Trace.CREATOR, worker.label(), frames))
        .build();
  }

  private static String message(Kept kept, String worker, String symbol) {
    String loader = kept.loader();
    String keeps = loader == null ? "" : "; it keeps class loader `" + loader + "`";
    if (kept.isInitial()) {
      return "`"
          + worker
          + "` keeps the `"
          + kept.type()
          + "` that a thread-local variable made for `"
          + symbol
          + "`, when another task has ended there"
          + keeps;
    }
    return kept.isAlone()
        ? "a task on `"
            + worker
            + "` left the `"
            + kept.type()
            + "` behind that `"
            + symbol
            + "` set in a thread-local variable: the next tasks there find it"
            + keeps
        : "tasks on `"
            + worker
            + "` leave the `"
            + kept.type()
            + "` behind that `"
            + symbol
            + "` sets in a thread-local variable: each task finds that of the one before"
            + keeps;
  }
}
