package io.conccheck.cli.pipeline;

import io.conccheck.findings.Finding;
import java.util.Comparator;

/** The order of every report: worst first, then best proven, then by place. Total, so stable. */
final class FindingOrder {

  static final Comparator<Finding> COMPARATOR =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::confidence)
          .thenComparing(f -> f.location().path())
          .thenComparing(f -> f.location().line())
          .thenComparing(f -> f.location().column())
          .thenComparing(Finding::ruleId)
          .thenComparing(Finding::fingerprint)
          .thenComparing(Finding::message);

  private FindingOrder() {}
}
