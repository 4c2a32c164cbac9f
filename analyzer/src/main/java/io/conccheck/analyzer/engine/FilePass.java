package io.conccheck.analyzer.engine;

import com.github.javaparser.ast.CompilationUnit;
import io.conccheck.analyzer.facts.FileFacts;
import io.conccheck.analyzer.facts.FileSummary;
import io.conccheck.analyzer.rules.Candidate;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SourceUnit;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Parsed;
import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.source.SourceParser;
import io.conccheck.analyzer.source.Suppressions;
import io.conccheck.analyzer.types.Declarations;
import io.conccheck.analyzer.types.Declared;
import io.conccheck.analyzer.types.TypeWorld;
import io.conccheck.analyzer.types.Types;
import io.conccheck.analyzer.types.UnnamedClass;
import io.conccheck.findings.log.LogRecord;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Runs all rules over one file. Safe for use by several threads. */
final class FilePass {

  private static final int NEWEST_RELEASE = 25;

  private final RuleSet rules;
  private final int release;
  private final Charset encoding;

  FilePass(RuleSet rules, int release, Charset encoding) {
    this.rules = rules;
    this.release = release == 0 ? NEWEST_RELEASE : release;
    this.encoding = encoding;
  }

  /**
   * What became of a file; holds no tree.
   *
   * @param unnamed the local and anonymous classes
   */
  record Outcome(
      String path,
      List<Candidate> candidates,
      FileSummary summary,
      Suppressions suppressions,
      List<UnnamedClass> unnamed,
      List<LogRecord.Problem> problems,
      int lines) {

    static Outcome failed(String path, LogRecord.Problem why) {
      return new Outcome(
          path, List.of(), FileSummary.EMPTY, Suppressions.NONE, List.of(), List.of(why), 0);
    }
  }

  /** What becomes of a file whose time is up. */
  static Outcome tooSlow(SourceFile file) {
    String why = "takes too long and is left out";
    return Outcome.failed(file.path(), new LogRecord.Problem("time", file.path(), 0, why, ""));
  }

  /** The classes that a file declares; none if it cannot be read. */
  Declared declarations(SourceFile file) {
    try {
      CompilationUnit unit = new SourceParser(encoding).declarations(file);
      return unit == null ? Declared.NOTHING : Declarations.of(unit);
    } catch (StackOverflowError | OutOfMemoryError | RuntimeException e) {
      return Declared.NOTHING; // the second look at the file tells why
    }
  }

  /**
   * Looks at one file.
   *
   * @param declared its classes, known to the index of {@code world}
   */
  Outcome scan(SourceFile file, Declared declared, TypeWorld world) {
    try {
      return look(file, declared, world);
    } catch (OutOfMemoryError e) {
      // What filled the memory is the file's tree, which nobody holds any longer.
      return Outcome.failed(file.path(), problem("memory", file, 0, "needs too much memory"));
    }
  }

  private Outcome look(SourceFile file, Declared declared, TypeWorld world) {
    Parsed parsed = new SourceParser(encoding).parse(file);
    List<LogRecord.Problem> problems = new ArrayList<>(parsed.problems());
    Outcome out =
        new Outcome(
            file.path(),
            new ArrayList<>(),
            new FileSummary(),
            Suppressions.of(parsed),
            new ArrayList<>(),
            problems,
            parsed.lines());
    if (parsed.unit() != null) {
      try {
        check(parsed, declared, world, out);
      } catch (StackOverflowError e) {
        problems.add(problem("parse", file, 0, "is nested too deeply to be looked at"));
      } catch (RuntimeException | LinkageError | AssertionError e) {
        problems.add(problem("internal", file, 0, "cannot be looked at: " + Failure.words(e)));
      }
    }
    out.candidates()
        .removeIf(
            c -> out.suppressions().covers(c.finding().ruleId(), c.finding().location().line()));
    return out;
  }

  private void check(Parsed parsed, Declared declared, TypeWorld world, Outcome out) {
    NodeIndex nodes = new NodeIndex(parsed.unit());
    Types types = new Types(parsed.unit(), declared, nodes, world);
    FileFacts facts = new FileFacts(parsed.path(), types, nodes);
    facts.summarise(out.summary());
    boolean test = TestSources.isTest(parsed);
    SourceUnit unit =
        new SourceUnit(parsed.path(), parsed.unit(), nodes, types, facts, release, test);
    for (RuleSet.Entry entry : rules.entries()) {
      try {
        entry.rule().check(new RuleContext(unit, entry.card(), out.candidates()::add));
      } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
        out.problems().add(Failure.of(entry.card().id(), parsed.path(), types.lineAsked(), e));
      }
    }
    out.unnamed().addAll(types.settle());
  }

  private static LogRecord.Problem problem(String kind, SourceFile file, int line, String message) {
    return new LogRecord.Problem(kind, file.path(), line, message, "");
  }
}
