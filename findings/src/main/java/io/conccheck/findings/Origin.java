package io.conccheck.findings;

import java.util.Locale;

/** Which eye saw a finding. */
public enum Origin {
  SOURCE,
  RUNTIME,
  BOTH;

  /** The word used in logs and reports, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The origin of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Origin of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
