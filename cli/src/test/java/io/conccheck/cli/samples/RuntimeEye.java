package io.conccheck.cli.samples;

import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs run under the agent on one JDK. Safe for use by several threads. */
final class RuntimeEye {

  /**
   * A broken program must be found within so many runs: a schedule may hide a bug, not for long.
   */
  static final int BROKEN_RUNS = 10;

  /** A mended program must be silent on every one of so many runs. */
  static final int MENDED_RUNS = 3;

  private final Fork fork;
  private final int jdk;
  private final Path scratch;

  RuntimeEye(Fork fork, int jdk, Path scratch) {
    this.fork = fork;
    this.jdk = jdk;
    this.scratch = scratch;
  }

  /**
   * What was wrong, wanted findings missing included.
   *
   * @param complaints empty if all went as the marks say
   * @param wanted number of findings wanted
   * @param later number of findings that a later capability brings
   * @param runs how often the program ran
   */
  record Verdict(List<String> complaints, int wanted, int later, int runs) {}

  /** Runs a sample until all is found, or often enough. */
  Verdict judge(Sample sample) throws IOException, InterruptedException {
    Expectations expectations = new Expectations(sample.marks(), Eye.RUNTIME, jdk);
    List<String> complaints = new ArrayList<>();
    int most = sample.broken() ? BROKEN_RUNS : MENDED_RUNS;
    int runs = 0;
    boolean enough = false;
    while (!enough && runs < most) {
      runs++;
      Path folder =
          Files.createDirectories(scratch.resolve(jdk + "-" + sample.name() + "-" + runs));
      Fork.Outcome outcome = fork.run(sample.mainClass(), folder);
      complaints.addAll(outcome.complaints());
      for (Finding f : outcome.findings()) {
        expectations.saw(Sighting.of(f, sample.path()));
      }
      complaints.addAll(expectations.objections());
      enough = !complaints.isEmpty() || (sample.broken() && expectations.missing().isEmpty());
    }
    complaints.addAll(expectations.missing());
    return new Verdict(complaints, expectations.wanted(), expectations.later(), runs);
  }
}
