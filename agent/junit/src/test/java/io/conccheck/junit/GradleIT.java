package io.conccheck.junit;

import static org.assertj.core.api.Assertions.assertThat;

import example.gradle.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The platform's launcher in a JVM of its own under the agent, started as Gradle starts it. */
class GradleIT {

  private static final Path AGENT = Path.of("../target/conccheck-agent.jar").toAbsolutePath();

  @TempDir Path folder;

  /** The running JDK, and one of version 25 if it lies beside it. */
  static List<Path> jdks() throws IOException {
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> found = new ArrayList<>(List.of(running));
    try (Stream<Path> beside = Files.list(running.getParent())) {
      for (Path home : (Iterable<Path>) beside.sorted()::iterator) {
        Path release = home.resolve("release");
        if (found.size() == 1
            && !home.toRealPath().equals(running)
            && Files.exists(release)
            && Files.exists(home.resolve("bin/java"))
            && Files.readString(release).contains("JAVA_VERSION=\"25")) {
          found.add(home);
        }
      }
    }
    System.out.println("launched on " + found);
    return found;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void eachTestAnswersForWhatItLeaves(Path jdk) throws Exception {
    Process worker =
        new ProcessBuilder(
                jdk.resolve("bin/java").toString(),
                "-javaagent:" + AGENT + "=quiet=true",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                "example.gradle.LeakyCases")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    worker.getOutputStream().close();
    String said = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(worker.waitFor()).as(said).isZero();
    assertThat(said)
        .endsWith("done\n")
        .containsPattern("leavesPool\\(\\) FAILED the test left behind:")
        .contains("example.gradle.LeakyCases.leavesPool(LeakyCases.java:")
        .containsPattern("races\\(\\) FAILED found during the test:")
        .contains("data-race: `example.gradle.LeakyCases.count`")
        .contains("ends() SUCCESSFUL");
  }
}
