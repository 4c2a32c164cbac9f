package io.conccheck.cli.pipeline;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;

/**
 * Which findings make a build fail. Severity says harm alone and confidence says evidence, so the
 * gate takes both.
 *
 * @param floor the mildest severity that counts, or null if none does
 * @param evidence the weakest confidence that counts
 */
public record Gate(Severity floor, Confidence evidence) {

  /** True if that finding counts. */
  public boolean closes(Finding f) {
    return floor != null && f.severity().atLeast(floor) && f.confidence().atLeast(evidence);
  }

  /** The gate in words: {@code `error`}, {@code `warning`, at least `predicted`}. */
  public String words() {
    String severity = floor == null ? "`never`" : "`" + floor.word() + "`";
    return evidence == Confidence.PATTERN
        ? severity
        : severity + ", at least `" + evidence.word() + "`";
  }
}
