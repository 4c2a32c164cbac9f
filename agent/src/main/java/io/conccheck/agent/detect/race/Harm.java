package io.conccheck.agent.detect.race;

import io.conccheck.findings.Severity;

/** What a race can do, as far as it is proven; the words end its message. */
enum Harm {
  /** Anything. */
  FULL(Severity.ERROR, "` with nothing to order the two"),

  /** Nothing while the JDK works as it does today. */
  ORDERED_TODAY(Severity.NOTE, "`, ordered by implementation only"),

  /** Nothing: one word that every thread computes alike from what never changes, and reads once. */
  CACHE(Severity.NOTE, "`, which is harmless: each thread computes the same"),

  /** Nothing by itself: both store one constant; who reads it without order is told apart. */
  SAME_VALUE(Severity.NOTE, "`, which is harmless: both store the same constant");

  final Severity severity;
  final String words;

  Harm(Severity severity, String words) {
    this.severity = severity;
    this.words = words;
  }
}
