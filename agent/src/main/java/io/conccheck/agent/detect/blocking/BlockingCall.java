package io.conccheck.agent.detect.blocking;

import com.google.auto.service.AutoService;
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

/** The finding {@code blocking-call}; its card lies beside. */
@AutoService(Carded.class)
public final class BlockingCall implements Carded {

  static Finding of(String thread, Kind kind, StackTraceElement[] stack) {
    List<Frame> frames = Frames.of(stack);
    Frame at = frames.get(0);
    String symbol = at.className() + "." + at.method();
    return Finding.of(
            "blocking-call",
            kind == Kind.COMMON_POOL ? Severity.NOTE : Severity.WARNING,
            Confidence.OBSERVED,
            Origin.RUNTIME)
        .message(
            "`"
                + symbol
                + "` waits in `"
                + call(stack)
                + "` on `"
                + thread
                + "`, "
                + switch (kind) {
                  case COMMON_POOL -> "one of the few threads of the common pool";
                  case EVENT_LOOP -> "an event loop, which must not block";
                  default -> "which was declared non-blocking";
                })
        .help(
            "Hand what blocks to a pool of its own, or go on in a callback when the result is"
                + " there.")
        .location(Location.of(at, symbol))
        .subject(Subject.creationSite(at.symbol()))
        .trace(Trace.of(Trace.CURRENT, thread, frames))
        .build();
  }

  /** The method of the JDK that the application has called. */
  private static String call(StackTraceElement[] stack) {
    String call = "?";
    for (StackTraceElement e : stack) {
      String name = e.getClassName();
      if (Frames.isApplication(name)) {
        return call;
      }
      if (!name.startsWith("io.conccheck.")) {
        call = name.substring(name.lastIndexOf('.') + 1) + "." + e.getMethodName();
      }
    }
    return call;
  }
}
