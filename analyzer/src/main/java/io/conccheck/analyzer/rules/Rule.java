package io.conccheck.analyzer.rules;

import io.conccheck.findings.card.Carded;

/**
 * One thing that can be wrong with concurrent code. A rule is one class with its card beside it,
 * registered as {@code @AutoService({Rule.class, Carded.class})}; the card gives id, severity,
 * confidence and every text but the message. One instance serves one scan and is called by several
 * threads: it keeps no state.
 */
public interface Rule extends Carded {

  /**
   * Looks at one file and reports what is wrong in it. A finding that needs facts of other files is
   * reported with {@link Report#emitIf}.
   */
  default void check(RuleContext file) {}

  /** Looks at the whole program once all files have been seen. */
  default void conclude(ProgramContext program) {}
}
