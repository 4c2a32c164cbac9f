package io.conccheck.cli.samples;

import io.conccheck.analyzer.engine.Scan;
import io.conccheck.analyzer.engine.ScanProgress;
import io.conccheck.analyzer.engine.ScanRequest;
import io.conccheck.analyzer.engine.ScanResult;
import io.conccheck.findings.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The source pass over a folder of samples, for one Java release. */
final class SourceEye {

  private final ScanResult result;
  private final int release;

  private SourceEye(ScanResult result, int release) {
    this.result = result;
    this.release = release;
  }

  static SourceEye over(Path folder, int release) {
    int workers = Runtime.getRuntime().availableProcessors();
    ScanRequest request =
        new ScanRequest(
            List.of(folder),
            List.of(),
            List.of(),
            Set.of(),
            release,
            StandardCharsets.UTF_8,
            null,
            workers,
            ScanProgress.NONE);
    return new SourceEye(Scan.run(request), release);
  }

  /** Problems of the scan, and findings in no sample; empty if all is well. */
  List<String> strays(List<Sample> samples) {
    List<String> strays = new ArrayList<>();
    result.problems().forEach(p -> strays.add(p.toString()));
    for (Finding f : result.findings()) {
      if (samples.stream().noneMatch(s -> Sighting.of(f, s.path()).line() > 0)) {
        strays.add("in no sample: " + f);
      }
    }
    return strays;
  }

  /** The sample's marks, held against the findings in its file. */
  Expectations judge(Sample sample) {
    Expectations expectations = new Expectations(sample.marks(), Eye.SOURCE, release);
    for (Finding f : result.findings()) {
      Sighting sighting = Sighting.of(f, sample.path());
      if (sighting.line() > 0) {
        expectations.saw(sighting);
      }
    }
    return expectations;
  }
}
