package io.conccheck.agent.detect.pool;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code submit-and-get}; its card lies beside. */
@AutoService(Carded.class)
public final class SubmitAndGet implements Carded {

  static Finding of(Made made, Use use, int count) {
    return Finding.of("submit-and-get", Severity.WARNING, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "each of the "
                + count
                + " tasks given to `"
                + made.kind()
                + "` made in `"
                + made.location().symbol()
                + "` was awaited in `"
                + use.symbol()
                + "` before the next was given: no two of them ever ran at a time")
        .help("Submit all tasks first and get their results afterwards, or call them directly.")
        .location(use.location())
        .subject(made.subject())
        .trace(use.trace())
        .trace(made.creation())
        .count(count)
        .build();
  }
}
