package io.conccheck.agent.detect.queue;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.ThreadInfo;
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

/** The finding {@code stranded-consumer}; its card lies beside. */
@AutoService(Carded.class)
public final class StrandedConsumer implements Carded {

  static Finding of(Known queue, ThreadInfo consumer, List<Frame> frames) {
    Frame at = frames.get(0);
    String symbol = at.className() + "." + at.method();
    return Finding.of("stranded-consumer", Severity.WARNING, Confidence.SUSPECTED, Origin.RUNTIME)
        .message(
            "`"
                + consumer.label()
                + "` keeps the program alive and waits in `"
                + symbol
                + "` for elements of a `"
                + queue.type()
                + "`, and every thread that has put some in has ended")
        .help(
            "Let the producer tell its end, in a `finally` block, by an element that means it, or"
                + " interrupt the consumer.")
        .location(Location.of(at, symbol))
        .subject(Subject.creationSite(at.symbol()))
        .trace(Trace.of(Trace.WAITER, consumer.label(), frames))
        .trace(queue.trace())
        .build();
  }
}
