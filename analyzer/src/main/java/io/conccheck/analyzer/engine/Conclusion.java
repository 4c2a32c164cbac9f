package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.facts.FileSummary;
import io.conccheck.analyzer.facts.Program;
import io.conccheck.analyzer.facts.Together;
import io.conccheck.analyzer.rules.Candidate;
import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.source.Suppressions;
import io.conccheck.analyzer.types.ClassIndex;
import io.conccheck.findings.log.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the files of one layer come to, taken together. Problems may come from two threads. */
final class Conclusion {

  private final RuleSet rules;
  private final ClassIndex classes;
  private final List<FilePass.Outcome> outcomes;
  private final Together together;
  private final Consumer<LogRecord.Problem> problems;
  private final Map<String, Suppressions> unwanted = new HashMap<>();

  Conclusion(
      RuleSet rules,
      Layers.Layer layer,
      List<FilePass.Outcome> all,
      Together together,
      Consumer<LogRecord.Problem> problems) {
    this.rules = rules;
    this.classes = layer.world().index();
    this.outcomes = layer.files().stream().map(all::get).toList();
    this.together = together;
    this.problems = problems;
  }

  /** What holds in the whole program, suppressed findings left out. */
  List<Candidate> candidates() {
    if (outcomes.isEmpty()) {
      return List.of();
    }
    List<FileSummary> summaries = new ArrayList<>();
    for (FilePass.Outcome o : outcomes) {
      o.unnamed().forEach(classes::settle);
      unwanted.put(o.path(), o.suppressions());
      summaries.add(o.summary());
    }
    Program program = new Program(classes, summaries, together);
    List<Candidate> found = new ArrayList<>();
    together
        .all(
            rules.entries().stream()
                .<Supplier<List<Candidate>>>map(e -> () -> conclude(e, program))
                .toList())
        .forEach(own -> own.stream().filter(this::isWanted).forEach(found::add));
    for (FilePass.Outcome o : outcomes) {
      for (Candidate c : o.candidates()) {
        guarded(
            c.finding().ruleId(),
            o.path(),
            c.finding().location().line(),
            () -> {
              if (c.condition().test(program)) {
                found.add(c);
              }
            });
      }
    }
    return found;
  }

  /**
   * What recursive code comes to depends on what is asked first: each rule has summaries of its
   * own, so that no other one, before it or beside it, changes what it sees.
   */
  private List<Candidate> conclude(RuleSet.Entry rule, Program program) {
    List<Candidate> found = new ArrayList<>();
    ProgramContext context = new ProgramContext(program.aside(), rule.card(), found::add);
    guarded(rule.card().id(), "", 0, () -> rule.rule().conclude(context));
    return found;
  }

  private boolean isWanted(Candidate c) {
    Suppressions here = unwanted.get(c.finding().location().path());
    return here == null || !here.covers(c.finding().ruleId(), c.finding().location().line());
  }

  private void guarded(String rule, String path, int line, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      problems.accept(Failure.of(rule, path, line, e));
    }
  }
}
