package io.conccheck.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What takes minutes: programs that run for long, or start very many threads. */
class LongSoak {

  private static final double GROWTH = 1.1;
  private static final long SLACK_KB = 4_096;

  static List<Path> jdks() throws Exception {
    return Jvm.homes();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void memoryDoesNotGrow(Path jdk, @TempDir Path folder) throws Exception {
    long seconds = 60 * Long.getLong("soak.minutes", 15) / jdks().size();
    String out =
        Jvm.run(
            jdk,
            folder,
            List.of(
                "-Xmx512m",
                Jvm.agent(folder),
                "-cp",
                Jvm.CLASS_PATH,
                "guest.Soaking",
                String.valueOf(seconds)));
    List<Long> used =
        out.lines()
            .filter(l -> l.startsWith("used "))
            .map(l -> Long.parseLong(l.substring(5)))
            .toList();
    System.out.println(jdk.getFileName() + ": KB used after collections " + used);
    System.out.println(out.substring(out.indexOf("rounds ")));
    int third = used.size() / 3;
    long early = median(used.subList(third, 2 * third));
    long late = median(used.subList(2 * third, used.size()));
    assertThat((double) late).isLessThan(early * GROWTH + SLACK_KB);
    assertThat(Jvm.findings(folder)).isEmpty();
  }

  /** What is made between a collection and the look at the memory makes single peaks. */
  private static long median(List<Long> used) {
    return used.stream().sorted().skip(used.size() / 2).findFirst().orElseThrow();
  }

  @Test
  void aMillionVirtualThreadsPass(@TempDir Path folder) throws Exception {
    List<Path> homes = jdks();
    Path newest = homes.get(homes.size() - 1);
    assertThat(Jvm.version(newest)).isGreaterThanOrEqualTo(21);
    List<String> line =
        List.of(
            "-Xmx256m", Jvm.agent(folder), "-cp", Jvm.CLASS_PATH, "guest.ManyThreads", "1000000");
    assertThat(Jvm.run(newest, folder, line)).isEqualTo("ended 1000000 1000000\n");
    assertThat(Jvm.findings(folder)).isEmpty();
  }
}
