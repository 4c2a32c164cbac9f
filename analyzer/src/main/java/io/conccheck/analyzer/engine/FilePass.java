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
import io.conccheck.analyzer.types.ClassIndex;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Declarations;
import io.conccheck.analyzer.types.TypeWorld;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/** Runs all rules over one file. Safe for use by several threads. */
final class FilePass {

  private static final int NEWEST_RELEASE = 25;

  private final RuleSet rules;
  private final TypeWorld world;
  private final int release;

  FilePass(RuleSet rules, TypeWorld world, int release) {
    this.rules = rules;
    this.world = world;
    this.release = release == 0 ? NEWEST_RELEASE : release;
  }

  /** What became of a file; holds no tree. */
  record Outcome(
      String path,
      List<Candidate> candidates,
      FileSummary summary,
      Suppressions suppressions,
      List<LogRecord.Problem> problems,
      int lines) {}

  /** What becomes of a file whose time is up. */
  static Outcome tooSlow(SourceFile file) {
    LogRecord.Problem told = problem("time", file.path(), "takes too long and is left out");
    return new Outcome(file.path(), List.of(), null, null, List.of(told), 0);
  }

  /** The classes that a file declares; none if it cannot be read. */
  static List<ClassInfo> declarations(SourceFile file, ClassIndex index) {
    List<ClassInfo> found = new ArrayList<>();
    CompilationUnit unit = new SourceParser().declarations(file);
    if (unit != null) {
      try {
        Declarations.collect(unit, index, found::add);
      } catch (StackOverflowError | RuntimeException e) {
        found.clear(); // the second look at the file tells why
      }
    }
    return found;
  }

  private static LogRecord.Problem problem(String kind, String path, String message) {
    return new LogRecord.Problem(kind, path, 0, message, "");
  }

  Outcome scan(SourceFile file) {
    Parsed parsed = new SourceParser().parse(file);
    List<LogRecord.Problem> problems = new ArrayList<>(parsed.problems());
    List<Candidate> candidates = new ArrayList<>();
    FileSummary summary = null;
    Suppressions unwanted = null;
    if (parsed.unit() != null) {
      try {
        summary = check(parsed, candidates, problems);
        unwanted = Suppressions.of(parsed);
      } catch (StackOverflowError e) {
        problems.add(problem("parse", file.path(), "is nested too deeply to be looked at"));
      } catch (RuntimeException e) {
        problems.add(problem("internal", file.path(), "cannot be looked at: " + e));
      }
    }
    if (unwanted != null) {
      Suppressions u = unwanted;
      candidates.removeIf(c -> u.covers(c.finding().ruleId(), c.finding().location().line()));
    }
    return new Outcome(file.path(), candidates, summary, unwanted, problems, parsed.lines());
  }

  private FileSummary check(
      Parsed parsed, List<Candidate> candidates, List<LogRecord.Problem> problems) {
    NodeIndex nodes = new NodeIndex(parsed.unit());
    Types types = new Types(parsed.unit(), nodes, world);
    FileFacts facts = new FileFacts(parsed.path(), types, nodes);
    FileSummary summary = facts.summary();
    boolean test = TestSources.isTest(parsed);
    SourceUnit unit =
        new SourceUnit(parsed.path(), parsed.unit(), nodes, types, facts, release, test);
    for (RuleSet.Entry entry : rules.entries()) {
      try {
        entry.rule().check(new RuleContext(unit, entry.card(), candidates::add));
      } catch (RuntimeException e) {
        String message = "rule `" + entry.card().id() + "` failed: " + e;
        problems.add(new LogRecord.Problem("rule", parsed.path(), 0, message, ""));
      }
    }
    return summary;
  }
}
