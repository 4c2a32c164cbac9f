package io.conccheck.analyzer.rules;

import io.conccheck.analyzer.facts.Program;
import io.conccheck.findings.Location;
import io.conccheck.findings.card.RuleCard;
import java.util.function.Consumer;

/** What a rule sees of the whole program. Trees are gone; facts and places remain. */
public final class ProgramContext {

  private final Program program;
  private final RuleCard card;
  private final Consumer<Candidate> out;

  public ProgramContext(Program program, RuleCard card, Consumer<Candidate> out) {
    this.program = program;
    this.card = card;
    this.out = out;
  }

  public Program program() {
    return program;
  }

  /** Begins a finding at that place. Nothing is reported before {@link Report#emit}. */
  public Report report(Location where) {
    return new Report(card, null, where, out);
  }
}
