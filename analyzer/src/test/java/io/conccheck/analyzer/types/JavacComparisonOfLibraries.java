package io.conccheck.analyzer.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types are right in libraries that others wrote: {@code mvn -Plibraries -pl analyzer -am test}.
 * The profile puts the libraries, what they need and their sources on the class path.
 */
class JavacComparisonOfLibraries {

  private static final String SOURCES = "-sources.jar";

  @TempDir Path folder;

  static Stream<Path> sources() {
    return classpath().filter(p -> p.toString().endsWith(SOURCES));
  }

  private static Stream<Path> classpath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sources")
  void receiversOfConcurrencyCalls(Path archive) throws IOException {
    unpack(archive);
    List<Path> classpath = classpath().filter(p -> !p.toString().endsWith(SOURCES)).toList();
    for (List<Path> ours : List.of(classpath, List.<Path>of())) {
      JavacComparison c = JavacComparison.of(folder, classpath, ours);
      String name = archive.getFileName() + (ours.isEmpty() ? " without" : " with");
      System.out.println(name + " class path: " + c);
      assertThat(c.wrong()).as(name).isEmpty();
      assertThat(c.calls()).as(name).isGreaterThan(1_000);
      if (!ours.isEmpty()) {
        assertThat(c.recognised()).as(name + " " + c.unresolved()).isGreaterThanOrEqualTo(0.995);
      }
    }
  }

  private void unpack(Path archive) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        Path file = folder.resolve(e.getName()).normalize();
        if (e.getName().endsWith(".java") && file.startsWith(folder)) {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
  }
}
