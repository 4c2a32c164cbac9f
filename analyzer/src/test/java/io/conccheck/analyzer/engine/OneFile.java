package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Scans one piece of source with all rules. */
public final class OneFile {

  private OneFile() {}

  /**
   * What all rules find in that code; it must be read without a problem.
   *
   * @param folder where to write it
   * @param release of Java, 0 for none in particular
   */
  public static List<Finding> scan(Path folder, String code, int release) throws IOException {
    Path file = Files.writeString(folder.resolve("A.java"), code);
    ScanResult result = Scan.run(request(file, release));
    assertThat(result.problems()).isEmpty();
    return result.findings();
  }

  /** The scan of that file alone, with all rules. */
  public static ScanRequest request(Path file, int release) {
    return new ScanRequest(
        List.of(file),
        List.of(),
        List.of(),
        Set.of(),
        release,
        StandardCharsets.UTF_8,
        null,
        1,
        ScanProgress.NONE);
  }
}
