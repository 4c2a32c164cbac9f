package io.conccheck.cli.report;

import io.conccheck.findings.card.CardCatalog;
import java.util.function.Supplier;

/**
 * How the reader wants to see a report.
 *
 * @param colour whether escape sequences may be written
 * @param detail how much
 * @param version version of conccheck
 * @param cards the rules' cards, read when first asked for
 */
public record View(boolean colour, Detail detail, String version, Supplier<CardCatalog> cards) {

  /** How much of each finding. */
  public enum Detail {
    /** One line a finding. */
    BRIEF,
    /** At most 40 lines a finding. */
    USUAL,
    /** Everything. */
    FULL
  }
}
