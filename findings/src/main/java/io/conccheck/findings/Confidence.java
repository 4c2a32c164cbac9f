package io.conccheck.findings;

import java.util.Locale;

/** How good the evidence for a finding is. Declared from best to weakest. */
public enum Confidence {
  /** Source and runtime agree. */
  CORROBORATED,
  /** It happened. */
  OBSERVED,
  /** A reordering of what happened. */
  PREDICTED,
  /** Likely, not certain. */
  SUSPECTED,
  /** Source alone. */
  PATTERN;

  /** The word used in logs, options and reports, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True if this evidence is as good as {@code floor} or better. */
  public boolean atLeast(Confidence floor) {
    return ordinal() <= floor.ordinal();
  }

  /**
   * The confidence of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Confidence of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
