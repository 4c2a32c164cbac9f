package io.conccheck.findings;

import java.util.Locale;

/** How much harm a finding does, whatever the evidence for it. Declared from worst to mildest. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE;

  /** The word used in logs, options and reports: {@code error}, {@code warning}, {@code note}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True if this severity is as bad as {@code floor} or worse. */
  public boolean atLeast(Severity floor) {
    return ordinal() <= floor.ordinal();
  }

  /**
   * The severity of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Severity of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
