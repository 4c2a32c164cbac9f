package io.conccheck.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkFinderTest {

  @TempDir private Path folder;

  private Path jdk(String name, String release) throws IOException {
    Path home = folder.resolve(name);
    for (String program : new String[] {"java", "javac"}) {
      Path file = home.resolve("bin").resolve(program);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(home.resolve("release"), release);
    return home;
  }

  @Test
  void findsTheOneThatRuns() {
    assertThat(JdkFinder.find()).containsKey(Runtime.version().feature());
  }

  @Test
  void findsNeighboursAndWhatTheEnvironmentNames() throws IOException {
    Path running = jdk("all/seventeen", "JAVA_VERSION=\"17.0.15\"\n");
    Path beside = jdk("all/twenty-one", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21\"\n");
    Path named = jdk("far/away", "JAVA_VERSION=\"25-ea\"\n");
    Map<String, String> environment = Map.of("JAVA_HOME_25_X64", named.toString(), "PATH", "/x");
    assertThat(JdkFinder.find(running, environment, Set.of(folder.resolve("all"))))
        .containsExactly(Map.entry(17, running), Map.entry(21, beside), Map.entry(25, named));
  }

  @Test
  void theOneThatRunsGoesBeforeItsLike() throws IOException {
    Path running = jdk("all/b", "JAVA_VERSION=\"17.0.1\"\n");
    jdk("all/a", "JAVA_VERSION=\"17.0.2\"\n");
    assertThat(JdkFinder.find(running, Map.of(), Set.of(folder.resolve("all"))))
        .containsExactly(Map.entry(17, running));
  }

  @Test
  void leavesOutWhatIsTooOldTooNewOrNoJdk() throws IOException {
    Path running = jdk("all/eight", "JAVA_VERSION=\"1.8.0_400\"\n");
    jdk("all/next", "JAVA_VERSION=\"26\"\n");
    jdk("all/nameless", "no version\n");
    Files.createDirectories(folder.resolve("all/empty"));
    Files.delete(jdk("all/runtime", "JAVA_VERSION=\"21.0.1\"\n").resolve("bin/javac"));
    Set<Path> parents = Set.of(folder.resolve("all"), folder.resolve("nowhere"));
    assertThat(JdkFinder.find(running, Map.of("JAVA_HOME", ""), parents)).isEmpty();
  }
}
