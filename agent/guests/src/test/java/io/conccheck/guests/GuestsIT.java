package io.conccheck.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs with real libraries and other agents print is the same with the agent. */
class GuestsIT {

  private static final String MOCKITO = "-javaagent:" + Jvm.jar("mockito-core");

  private static final String[] ALL_BUT_ENTITIES = {
    "Members",
    "Serial",
    "Callers",
    "Definitions",
    "Json",
    "LombokOutput",
    "Mocks",
    "Redefinition",
    "Coroutines",
    "ScalaCollections"
  };

  static List<Path> jdks() throws Exception {
    return Jvm.homes();
  }

  private static List<String> line(Stream<String> agents, String... guests) {
    List<String> line = new ArrayList<>(agents.toList());
    line.addAll(List.of("-cp", Jvm.CLASS_PATH, "guest.Main"));
    line.addAll(List.of(guests));
    return line;
  }

  private static String coverage(Path folder) {
    return "-javaagent:" + Jvm.jar("org.jacoco.agent") + "=destfile=" + folder.resolve("exec");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void librariesDoTheSame(Path jdk, @TempDir Path folder) throws Exception {
    // The database takes longer than all others together: one JDK has to do.
    String[] guests = jdk.equals(jdks().get(0)) ? ALL_BUT_ENTITIES : new String[0];
    String plain = Jvm.run(jdk, folder, line(Stream.of(MOCKITO), guests));
    String watched = Jvm.run(jdk, folder, line(Stream.of(Jvm.agent(folder), MOCKITO), guests));
    assertThat(watched).isEqualTo(plain).doesNotContain("failed");
    assertThat(Jvm.findings(folder)).isEmpty();
  }

  /** With coverage, redefinition fails by itself, and reflection shows what JaCoCo has added. */
  @ParameterizedTest
  @MethodSource("jdks")
  void coverageAndMocksComeBeforeAndAfter(Path jdk, @TempDir Path folder) throws Exception {
    String[] guests = {"Serial", "Json", "Mocks", "Coroutines"};
    String plain = Jvm.run(jdk, folder, line(Stream.of(MOCKITO), guests));
    String us = Jvm.agent(folder);
    boolean oldest = jdk.equals(jdks().get(0));
    Stream<String> agents =
        oldest
            ? Stream.of(coverage(folder), MOCKITO, us)
            : Stream.of(us, coverage(folder), MOCKITO);
    String[] fewer = {"Json", "Mocks", "Coroutines"};
    String watched = Jvm.run(jdk, folder, line(agents, oldest ? fewer : guests));
    assertThat(plain).endsWith(watched.substring(watched.indexOf("== Json"))).contains("== Json");
    assertThat(folder.resolve("exec")).isNotEmptyFile();
    assertThat(Jvm.findings(folder)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aProgramThatFillsItsHeapEndsWithTheSameResult(Path jdk, @TempDir Path folder)
      throws Exception {
    List<String> program = List.of("-Xmx128m", "-cp", Jvm.CLASS_PATH, "guest.NearlyFull");
    List<String> watched = new ArrayList<>(program);
    watched.add(0, Jvm.agent(folder));
    assertThat(Jvm.run(jdk, folder, watched)).isEqualTo(Jvm.run(jdk, folder, program));
    assertThat(Jvm.findings(folder)).isEmpty();
  }
}
