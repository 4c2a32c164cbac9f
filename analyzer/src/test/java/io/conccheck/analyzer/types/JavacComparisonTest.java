package io.conccheck.analyzer.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types are right where javac knows them, or unknown. */
class JavacComparisonTest {

  private static List<Path> paths(String text) {
    return Arrays.stream(text.split(File.pathSeparator))
        .filter(p -> !p.isEmpty())
        .map(Path::of)
        .toList();
  }

  @Test
  void ownSourcesWithAndWithoutClassPath() throws IOException {
    Path sources = Path.of("src/main/java/io/conccheck/analyzer").toAbsolutePath();
    List<Path> classpath = paths(System.getProperty("java.class.path"));
    JavacComparison with = JavacComparison.of(sources, classpath, classpath);
    assertThat(with.wrong()).isEmpty();
    assertThat(with.recognised()).as(with + " " + with.unresolved()).isGreaterThan(0.995);
    JavacComparison without = JavacComparison.of(sources, classpath, List.of());
    assertThat(without.wrong()).isEmpty();
    assertThat(without.calls()).isEqualTo(with.calls()).isGreaterThan(5_000);
  }
}
