package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.facts.Together;
import io.conccheck.analyzer.rules.Candidate;
import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.source.SourceTree;
import io.conccheck.analyzer.types.ClassIndex;
import io.conccheck.analyzer.types.ClassSource;
import io.conccheck.analyzer.types.ClasspathClasses;
import io.conccheck.analyzer.types.Declared;
import io.conccheck.analyzer.types.JdkClasses;
import io.conccheck.analyzer.types.LaterJdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The source pass: from paths to findings. */
public final class Scan {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding f) -> f.location().path())
          .thenComparing(f -> f.location().line())
          .thenComparing(f -> f.location().column())
          .thenComparing(Finding::ruleId)
          .thenComparing(Finding::message);

  /** Processor time for one file; a file that needs more is told and left out. */
  private static final long FILE_BUDGET_MILLIS = 60_000;

  private static final long FOR_EVER = Long.MAX_VALUE / 1_000_000;

  private final ScanRequest request;
  private final RuleSet rules;
  private final long budgetMillis;
  private final List<LogRecord.Problem> problems = Collections.synchronizedList(new ArrayList<>());

  private Scan(ScanRequest request, RuleSet rules, long budgetMillis) {
    this.request = request;
    this.rules = rules;
    this.budgetMillis = budgetMillis;
  }

  /**
   * Runs a scan to its end. Whatever the input is like, it becomes findings and problems.
   *
   * @throws IllegalArgumentException if the request names a rule that does not exist
   */
  public static ScanResult run(ScanRequest request) {
    return run(request, RuleSet.load(request.rules()));
  }

  /** The same with rules of the caller's choice. */
  static ScanResult run(ScanRequest request, RuleSet rules) {
    return run(request, rules, FILE_BUDGET_MILLIS);
  }

  /** The same with another budget for each file. */
  static ScanResult run(ScanRequest request, RuleSet rules, long budgetMillis) {
    return new Scan(request, rules, budgetMillis).run();
  }

  private ScanResult run() {
    CompletableFuture<ScanCache> opening = CompletableFuture.supplyAsync(this::open);
    List<SourceFile> files = SourceTree.collect(request.paths(), request.excludes(), problems::add);
    ScanCache cache = opening.join();
    Workers workers = new Workers(request.parallelism(), budgetMillis);
    FilePass pass = new FilePass(rules, request.release(), request.encoding());
    KeptPass kept = new KeptPass(pass, cache);
    List<KeptPass.Start> starts =
        workers.map(
            files, kept::begin, f -> KeptPass.Start.of(Declared.NOTHING), ScanProgress.NONE);
    kept.allBegun();
    ClassIndex classes = new ClassIndex(binaries(), cache != null, request.promises());
    Layers layers = Layers.of(files, starts, classes);
    List<FilePass.Outcome> outcomes =
        workers.map(
            IntStream.range(0, files.size()).boxed().toList(),
            i -> kept.scan(files.get(i), starts.get(i), layers.of(i)),
            i -> FilePass.tooSlow(files.get(i)),
            request.progress());
    // Long chains of calls are followed by recursion: this too wants a deep stack.
    Together together = new Workers(request.parallelism(), FOR_EVER).together();
    List<Candidate> found =
        new Workers(1, FOR_EVER)
                .map(
                    layers.all(),
                    l -> new Conclusion(rules, l, outcomes, together, problems::add).candidates(),
                    l -> List.<Candidate>of(),
                    ScanProgress.NONE)
                .stream()
                .flatMap(List::stream)
                .toList();
    save(cache);
    return result(outcomes, found, kept.reused());
  }

  /** What an earlier scan has kept; null if nothing is to be kept. */
  private ScanCache open() {
    return request.cache() == null
        ? null
        : ScanCache.open(request.cache(), Environment.digest(request, rules));
  }

  private List<ClassSource> binaries() {
    ClasspathClasses classpath =
        new ClasspathClasses(
            request.classpath(),
            (path, e) ->
                problems.add(
                    new LogRecord.Problem(
                        "classpath", path.toString(), 0, "cannot be read: " + e, "")));
    return List.of(classpath, new LaterJdk(new JdkClasses()));
  }

  private void save(ScanCache cache) {
    if (cache != null) {
      try {
        cache.save();
      } catch (IOException e) {
        String why = "cannot be written: " + e;
        problems.add(new LogRecord.Problem("cache", request.cache().toString(), 0, why, ""));
      }
    }
  }

  private ScanResult result(List<FilePass.Outcome> outcomes, List<Candidate> found, int reused) {
    List<Finding> findings = new ArrayList<>();
    found.forEach(c -> findings.add(c.finding()));
    if (request.rules().isEmpty()) {
      findings.addAll(UnusedSuppressions.of(rules, outcomes));
    }
    findings.sort(ORDER);
    long lines = 0;
    for (FilePass.Outcome o : outcomes) {
      problems.addAll(o.problems());
      lines += o.lines();
    }
    List<LogRecord.Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing(LogRecord.Problem::path)
            .thenComparing(LogRecord.Problem::line)
            .thenComparing(LogRecord.Problem::message));
    return new ScanResult(
        Distinct.of(findings),
        sorted.stream().filter(p -> !isNote(p)).toList(),
        sorted.stream().filter(Scan::isNote).toList(),
        outcomes.size(),
        lines,
        reused);
  }

  /** A file of another encoding was looked at all the same; without its cache a scan is slow. */
  private static boolean isNote(LogRecord.Problem p) {
    return p.kind().equals("encoding") || p.kind().equals("cache");
  }
}
