package io.conccheck.agent.detect.queue;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code queue-growth}; its card lies beside. */
@AutoService(Carded.class)
public final class QueueGrowth implements Carded {

  static Finding of(Known queue, int size) {
    return Finding.of("queue-growth", Severity.WARNING, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`"
                + queue.type()
                + "` that `"
                + queue.symbol()
                + "` puts into has no limit and only grows: "
                + size
                + " elements wait")
        .help("Give the queue a capacity, and decide what a producer does when it is full.")
        .location(queue.location())
        .subject(queue.subject())
        .trace(queue.trace())
        .build();
  }
}
