package io.conccheck.agent.detect.pool;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code pooled-virtual-threads}; its card lies beside. */
@AutoService(Carded.class)
public final class PooledVirtualThreads implements Carded {

  static Finding of(Made made) {
    return Finding.of(
            "pooled-virtual-threads", Severity.WARNING, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`"
                + made.kind()
                + "` made in `"
                + made.location().symbol()
                + "` keeps virtual threads and gives them one task after another")
        .help(
            "Start a virtual thread for each task, by `newVirtualThreadPerTaskExecutor`; limit what"
                + " runs at a time by a semaphore.")
        .location(made.location())
        .subject(made.subject())
        .trace(made.creation())
        .build();
  }
}
