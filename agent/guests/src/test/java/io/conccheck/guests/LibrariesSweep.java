package io.conccheck.guests;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.log.FindingsLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every class of the libraries that the profile {@code sweep} has copied, woven and verified: the
 * JVM refuses with the agent what it refuses without (for want of optional libraries), no more.
 */
class LibrariesSweep {

  private static final int FEWEST = 20_000;

  static List<Path> jdks() throws Exception {
    return Jvm.homes();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyClassIsLinkedAsWithoutTheAgent(Path jdk, @TempDir Path folder) throws Exception {
    String libraries = Path.of("target/libraries").toAbsolutePath().toString();
    List<String> program =
        List.of("-Xmx2g", "-Xverify:all", "-cp", Jvm.CLASS_PATH, "guest.Libraries", libraries);
    String plain = Jvm.run(jdk, folder, program);
    List<String> watched = new java.util.ArrayList<>(program);
    watched.add(0, Jvm.agent(folder));
    String woven = Jvm.run(jdk, folder, watched);
    FindingsLog log = FindingsLog.read(folder.resolve("log.jsonl"));
    System.out.println(
        jdk.getFileName()
            + ": "
            + woven.substring(woven.indexOf("libraries ")).replace('\n', ' ')
            + "not woven "
            + log.problems().size());
    assertThat(woven).isEqualTo(plain);
    assertThat(Integer.parseInt(woven.strip().replaceAll("(?s).*linked ", "")))
        .isGreaterThan(FEWEST);
    assertThat(log.problems()).isEmpty();
  }
}
