package io.conccheck.agent.detect.pool;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code await-before-shutdown}; its card lies beside. */
@AutoService(Carded.class)
public final class AwaitBeforeShutdown implements Carded {

  static Finding of(Made made, Use await) {
    return Finding.of(
            "await-before-shutdown", Severity.WARNING, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`awaitTermination` in `"
                + await.symbol()
                + "` waited in vain for `"
                + made.kind()
                + "` made in `"
                + made.location().symbol()
                + "`, which nobody had told to end")
        .help("Call `shutdown` first, then `awaitTermination`.")
        .location(await.location())
        .subject(made.subject())
        .trace(await.trace())
        .trace(made.creation())
        .build();
  }
}
