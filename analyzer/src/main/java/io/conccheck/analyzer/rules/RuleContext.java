package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.facts.FileFacts;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.RuleCard;
import java.util.List;
import java.util.function.Consumer;

/** What a rule sees of one file. For use by one thread, during {@link Rule#check} only. */
public final class RuleContext {

  private final SourceUnit source;
  private final RuleCard card;
  private final Consumer<Candidate> out;

  public RuleContext(SourceUnit source, RuleCard card, Consumer<Candidate> out) {
    this.source = source;
    this.card = card;
    this.out = out;
  }

  public CompilationUnit unit() {
    return source.unit();
  }

  public Types types() {
    return source.types();
  }

  /** Locks held, objects meant, tasks handed over: what this file alone tells. */
  public FileFacts facts() {
    return source.facts();
  }

  public NodeIndex nodes() {
    return source.nodes();
  }

  /** All nodes of exactly that class, in source order. */
  public <T extends Node> List<T> all(Class<T> type) {
    return source.nodes().all(type);
  }

  /** All calls of methods with one of those names, whatever they are called on. */
  public List<MethodCallExpr> calls(String... names) {
    return source.nodes().calls(names);
  }

  /**
   * All calls proven to be of one of those methods on that class or a subclass. Asking by method
   * name first keeps this cheap.
   */
  public List<MethodCallExpr> callsOn(String className, String... methods) {
    return calls(methods).stream().filter(c -> types().isCall(c, className, methods)).toList();
  }

  /** The Java release that the sources are meant for; never 0. */
  public int release() {
    return source.release();
  }

  /** True for test sources, by path or by their imports. */
  public boolean isTest() {
    return source.isTest();
  }

  /** How findings name this file. */
  public String path() {
    return source.path();
  }

  /** Begins a finding at that node. Nothing is reported before {@link Report#emit}. */
  public Report report(Node where) {
    return new Report(card, source, source.location(where), out);
  }
}
