package io.conccheck.analyzer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.analyzer.engine.OneFile;
import io.conccheck.analyzer.engine.Scan;
import io.conccheck.analyzer.engine.ScanRequest;
import io.conccheck.analyzer.engine.ScanResult;
import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drives all rules over each fixture file by itself. {@code // want RULE-ID} stands on the line of
 * an expected finding; an unmatched want fails, and so does a finding of any rule that no want
 * names.
 */
class FixtureTest {

  private static final Path FIXTURES = Path.of("src/test/fixtures");
  private static final Pattern WANT = Pattern.compile("// want ((?:[a-z0-9-]+(?:, )?)+)");

  static Stream<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void findsWhatIsWantedAndNothingElse(Path file) throws IOException {
    ScanResult result = Scan.run(request(file));
    assertThat(result.problems()).isEmpty();
    List<String> found = new ArrayList<>();
    for (Finding f : result.findings()) {
      found.add(f.location().line() + ": " + f.ruleId());
    }
    assertThat(found)
        .as("findings in %s: %s", file, result.findings().stream().map(Finding::message).toList())
        .containsExactlyInAnyOrderElementsOf(wants(file));
  }

  /** A fixture that begins with {@code // release N} is scanned as for that release. */
  private static ScanRequest request(Path file) throws IOException {
    String first = Files.readAllLines(file).get(0);
    int release =
        first.startsWith("// release ") ? Integer.parseInt(first.substring(11).trim()) : 0;
    return OneFile.request(file, release);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void foldersMeanWhatTheySay(Path file) throws IOException {
    String folder = file.getParent().getFileName().toString();
    String rule = file.getParent().getParent().getFileName().toString();
    List<String> wants = wants(file);
    if (folder.equals("right")) {
      assertThat(wants).as(file.toString()).isEmpty();
    } else {
      assertThat(folder).isEqualTo("broken");
      assertThat(wants).as(file.toString()).anyMatch(w -> w.endsWith(": " + rule));
    }
  }

  private static List<String> wants(Path file) throws IOException {
    List<String> wants = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      Matcher m = WANT.matcher(lines.get(i));
      while (m.find()) {
        for (String id : m.group(1).split(", ")) {
          wants.add(i + 1 + ": " + id);
        }
      }
    }
    return wants;
  }
}
