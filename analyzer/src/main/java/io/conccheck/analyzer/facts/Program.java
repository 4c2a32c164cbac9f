package io.conccheck.analyzer.facts;

import io.conccheck.analyzer.types.ClassIndex;

/** What is known once all files have been read. Immutable; safe for use by several threads. */
public final class Program {

  private final ClassIndex classes;

  public Program(ClassIndex classes) {
    this.classes = classes;
  }

  /** All classes. */
  public ClassIndex classes() {
    return classes;
  }
}
