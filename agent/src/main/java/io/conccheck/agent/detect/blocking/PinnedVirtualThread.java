package io.conccheck.agent.detect.blocking;

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

/** The finding {@code pinned-virtual-thread}; its card lies beside. */
@AutoService(Carded.class)
public final class PinnedVirtualThread implements Carded {

  static boolean isApplications(StackTraceElement[] stack) {
    for (StackTraceElement e : stack) {
      if (Frames.isApplication(e.getClassName())) {
        return true;
      }
    }
    return false;
  }

  static Finding of(ThreadInfo thread, long nanos, String reason, StackTraceElement[] stack) {
    List<Frame> frames = Frames.of(stack);
    Frame at = frames.get(0);
    String symbol = at.className() + "." + at.method();
    return Finding.of(
            "pinned-virtual-thread", Severity.WARNING, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`"
                + thread.label()
                + "` waited for "
                + nanos / 1_000_000
                + " ms in `"
                + symbol
                + "` and kept its carrier: "
                + reason)
        .help("Do not wait there: wait before or afterwards, or on a platform thread.")
        .location(Location.of(at, symbol))
        .subject(Subject.creationSite(at.symbol()))
        .trace(Trace.of(Trace.CURRENT, thread.label(), frames))
        .build();
  }
}
