package io.conccheck.cli.demo;

import io.conccheck.analyzer.engine.Scan;
import io.conccheck.analyzer.engine.ScanRequest;
import io.conccheck.analyzer.engine.ScanResult;
import io.conccheck.cli.pipeline.LogSet;
import io.conccheck.findings.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scans the samples and runs them under the agent, and holds what is found against what their
 * comments say. Findings and deviations are collected in the order of the samples.
 */
public final class Demo {

  private final SampleSet set;
  private final PrintStream log;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> deviations = new ArrayList<>();

  /** Makes one that tells on {@code log} what it is doing. */
  public Demo(SampleSet set, PrintStream log) {
    this.set = set;
    this.log = log;
  }

  /**
   * Does it all.
   *
   * @throws IOException if a program cannot be started
   */
  public void play() throws IOException {
    scan();
    // Half the processors: some samples are about timing.
    int jobs = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<LogSet>> runs = new ArrayList<>();
      for (Sample s : set.samples()) {
        runs.add(pool.submit(() -> new SampleRun(s, set.classes()).watch()));
      }
      for (int i = 0; i < runs.size(); i++) {
        judge(set.samples().get(i), runs.get(i).get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw new IOException("interrupted while a sample ran", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private void scan() {
    ScanResult result = Scan.run(ScanRequest.of(List.of(set.sources())));
    findings.addAll(result.findings());
    log.println("scanned " + result.files() + " files, " + result.lines() + " lines");
    for (Sample s : set.samples()) {
      Set<String> found = new TreeSet<>();
      for (Finding f : result.findings()) {
        if (f.location().path().endsWith("/" + s.path())) {
          found.add(f.ruleId());
        }
      }
      compare(s, true, found);
    }
  }

  private void judge(Sample sample, LogSet logs) {
    List<Finding> seen = logs.findings();
    findings.addAll(seen);
    Set<String> found = new TreeSet<>();
    seen.forEach(f -> found.add(f.ruleId()));
    logs.problems().forEach(p -> deviations.add(sample.title() + ": " + p.message()));
    log.println(
        "ran     "
            + sample.title()
            + ": "
            + (found.isEmpty() ? "silent" : String.join(", ", found)));
    compare(sample, false, found);
  }

  private void compare(Sample s, boolean source, Set<String> found) {
    String eye = source ? "source" : "runtime";
    for (String id : s.rules(source)) {
      if (!found.contains(id)) {
        deviations.add(s.title() + ": " + eye + " did not find `" + id + "`");
      }
    }
    for (String id : found) {
      if (!s.allowed(source).contains(id)) {
        deviations.add(s.title() + ": " + eye + " found `" + id + "`, which is not there");
      }
    }
  }

  /** Everything found, by source and runtime, as it came. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Where conccheck and the samples' comments disagree, one line each; empty if nowhere. */
  public List<String> deviations() {
    return List.copyOf(deviations);
  }
}
