package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Related;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.RuleCard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A finding in the making. Id, severity and confidence come from the rule's card, the subject is
 * the symbol of the place unless told otherwise.
 */
public final class Report {

  private final RuleCard card;
  private final SourceUnit source;
  private final Consumer<Candidate> out;
  private final Location location;
  private final List<Related> related = new ArrayList<>();
  private String message;
  private String help = "";
  private Subject subject;
  private Severity severity;
  private Confidence confidence;

  Report(RuleCard card, SourceUnit source, Location where, Consumer<Candidate> out) {
    this.card = card;
    this.source = source;
    this.out = out;
    this.location = where;
    this.severity = card.severity();
    this.confidence = card.confidence();
  }

  /** One line: lower-case start, no final stop, names in backticks. */
  public Report message(String text) {
    message = text;
    return this;
  }

  /** What to do, as an imperative sentence. */
  public Report help(String text) {
    help = text;
    return this;
  }

  /** What the finding is about where that is not just its place. */
  public Report subject(Subject s) {
    subject = s;
    return this;
  }

  /** Another place that belongs to the finding. */
  public Report related(Node where, String what) {
    related.add(new Related(source.location(where), what));
    return this;
  }

  /** Another place that belongs to the finding. */
  public Report related(Location where, String what) {
    related.add(new Related(where, what));
    return this;
  }

  /** Where this one does another harm than the card says. */
  public Report severity(Severity s) {
    severity = s;
    return this;
  }

  /** Where the evidence is better or worse than the card says. */
  public Report confidence(Confidence c) {
    confidence = c;
    return this;
  }

  /** Reports the finding. */
  public void emit() {
    emitIf(Condition.ALWAYS);
  }

  /**
   * Reports the finding if the whole program is like that. The condition is asked after all files
   * have been read, when this file's tree is gone.
   */
  public void emitIf(Condition condition) {
    Finding.Builder finding =
        Finding.of(card.id(), severity, confidence, Origin.SOURCE)
            .message(message)
            .help(help)
            .location(location)
            .subject(subject != null ? subject : new Subject("place", List.of(symbol())));
    related.forEach(r -> finding.related(r.location(), r.message()));
    out.accept(new Candidate(finding.build(), condition));
  }

  private String symbol() {
    return location.symbol() == null ? location.path() : location.symbol();
  }
}
