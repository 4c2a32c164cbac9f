package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.facts.FileSummary;
import io.conccheck.analyzer.facts.Program;
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

/** What the files of one layer come to, taken together. For use by one thread. */
final class Conclusion {

  private final RuleSet rules;
  private final ClassIndex classes;
  private final List<FilePass.Outcome> outcomes;
  private final Consumer<LogRecord.Problem> problems;
  private final Map<String, Suppressions> unwanted = new HashMap<>();

  Conclusion(
      RuleSet rules,
      Layers.Layer layer,
      List<FilePass.Outcome> all,
      Consumer<LogRecord.Problem> problems) {
    this.rules = rules;
    this.classes = layer.world().index();
    this.outcomes = layer.files().stream().map(all::get).toList();
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
    Program program = new Program(classes, summaries);
    List<Candidate> found = new ArrayList<>();
    for (RuleSet.Entry e : rules.entries()) {
      List<Candidate> own = new ArrayList<>();
      guarded(
          e.card().id(),
          "",
          0,
          () -> e.rule().conclude(new ProgramContext(program, e.card(), own::add)));
      own.stream().filter(this::isWanted).forEach(found::add);
    }
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
