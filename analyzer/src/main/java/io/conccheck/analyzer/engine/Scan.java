package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.facts.Program;
import io.conccheck.analyzer.rules.Candidate;
import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.source.SourceTree;
import io.conccheck.analyzer.source.Suppressions;
import io.conccheck.analyzer.types.ClassIndex;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.ClasspathClasses;
import io.conccheck.analyzer.types.JdkClasses;
import io.conccheck.analyzer.types.LaterJdk;
import io.conccheck.analyzer.types.TypeWorld;
import io.conccheck.findings.Finding;
import io.conccheck.findings.log.LogRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The source pass: from paths to findings. */
public final class Scan {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding f) -> f.location().path())
          .thenComparing(f -> f.location().line())
          .thenComparing(f -> f.location().column())
          .thenComparing(Finding::ruleId)
          .thenComparing(Finding::message);

  /** Wall time for one file; a file that needs more is told and left out. */
  private static final long FILE_BUDGET_MILLIS = 120_000;

  private final ScanRequest request;
  private final List<LogRecord.Problem> problems = Collections.synchronizedList(new ArrayList<>());

  private Scan(ScanRequest request) {
    this.request = request;
  }

  /**
   * Runs a scan to its end. Whatever the input is like, it becomes findings and problems.
   *
   * @throws IllegalArgumentException if the request names a rule that does not exist
   */
  public static ScanResult run(ScanRequest request) {
    return new Scan(request).run();
  }

  private ScanResult run() {
    RuleSet rules = RuleSet.load(request.rules());
    List<SourceFile> files = SourceTree.collect(request.paths(), request.excludes(), problems::add);
    ClasspathClasses classpath =
        new ClasspathClasses(
            request.classpath(),
            (path, e) ->
                problems.add(
                    new LogRecord.Problem(
                        "classpath", path.toString(), 0, "cannot be read: " + e, "")));
    ClassIndex index = new ClassIndex(List.of(classpath, new LaterJdk(new JdkClasses())));
    Workers workers = new Workers(request.parallelism(), FILE_BUDGET_MILLIS);
    declare(files, index, workers);
    FilePass pass = new FilePass(rules, new TypeWorld(index), request.release());
    List<FilePass.Outcome> outcomes =
        workers.map(files, pass::scan, FilePass::tooSlow, request.progress());
    // Long chains of calls are followed by recursion: this too wants a deep stack.
    return new Workers(1, Long.MAX_VALUE / 1_000_000)
        .map(
            List.of(outcomes),
            all -> conclude(rules, all, program(index, all)),
            all -> null,
            ScanProgress.NONE)
        .get(0);
  }

  private void declare(List<SourceFile> files, ClassIndex index, Workers workers) {
    // In order, for of two classes with one name the first stays.
    workers
        .map(
            files,
            f -> FilePass.declarations(f, index),
            f -> List.<ClassInfo>of(),
            ScanProgress.NONE)
        .forEach(found -> found.forEach(index::add));
  }

  private static void keep(
      Finding finding, Map<String, Suppressions> unwanted, List<Finding> findings) {
    Suppressions here = unwanted.get(finding.location().path());
    if (here == null || !here.covers(finding.ruleId(), finding.location().line())) {
      findings.add(finding);
    }
  }

  private static Program program(ClassIndex index, List<FilePass.Outcome> outcomes) {
    return new Program(
        index, outcomes.stream().map(FilePass.Outcome::summary).filter(s -> s != null).toList());
  }

  private ScanResult conclude(RuleSet rules, List<FilePass.Outcome> outcomes, Program program) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Suppressions> unwanted = new HashMap<>();
    for (FilePass.Outcome o : outcomes) {
      unwanted.put(o.path(), o.suppressions());
    }
    for (RuleSet.Entry e : rules.entries()) {
      e.rule()
          .conclude(
              new ProgramContext(program, e.card(), c -> keep(c.finding(), unwanted, findings)));
    }
    long lines = 0;
    for (FilePass.Outcome o : outcomes) {
      problems.addAll(o.problems());
      lines += o.lines();
      for (Candidate c : o.candidates()) {
        if (c.condition().test(program)) {
          findings.add(c.finding());
        }
      }
    }
    findings.sort(ORDER);
    List<LogRecord.Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing(LogRecord.Problem::path)
            .thenComparing(LogRecord.Problem::line)
            .thenComparing(LogRecord.Problem::message));
    return new ScanResult(findings, sorted, outcomes.size(), lines);
  }
}
