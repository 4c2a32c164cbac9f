package io.conccheck.analyzer.types;

/** An answer that can be honest. */
public enum Answer {
  YES,
  NO,
  UNKNOWN;

  /** True for a proven yes. */
  public boolean yes() {
    return this == YES;
  }

  /** True for a proven no. */
  public boolean no() {
    return this == NO;
  }
}
