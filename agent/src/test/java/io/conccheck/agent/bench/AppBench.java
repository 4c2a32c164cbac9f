package io.conccheck.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures the applications below the folder that the property {@code workloads} names, by its own
 * script {@code apps/run.sh}, with the race detector in either mode. Rows of the script are {@code
 * name work +agent x cpu +agent x rss +agent x check}. Runs in the profile {@code bench} only.
 */
class AppBench {

  private static final Path AGENT = Path.of("target/conccheck-agent.jar").toAbsolutePath();
  private static final String PAIRS = System.getProperty("pairs", "5");
  private static final String SCALE = System.getProperty("scale", "1");
  private static final String LOADS = System.getProperty("loads", "");
  private static final int CPU = 6;
  private static final int MEMORY = 9;
  private static final int CHECK = 10;

  @Test
  void ratiosOfApplications() throws Exception {
    StringBuilder table =
        new StringBuilder("| application | JDK | mode | cpu | memory |\n|---|---|---|---|---|\n");
    for (Jdk jdk : Jdk.all()) {
      for (String mode : List.of("precise", "sample")) {
        measure(jdk, mode, table);
      }
    }
    System.out.println(table);
    Files.writeString(Path.of("target/apps.md"), table);
  }

  private static void measure(Jdk jdk, String mode, StringBuilder table) throws Exception {
    double cpu = 1;
    double memory = 1;
    int count = 0;
    for (String[] row : rows(jdk, mode)) {
      assertThat(row[CHECK]).as(String.join(" ", row)).isEqualTo("same");
      assertThat(row).as(String.join(" ", row)).hasSize(CHECK + 1);
      table.append(line(row[0], jdk, mode, row[CPU], row[MEMORY]));
      cpu *= Double.parseDouble(row[CPU]);
      memory *= Double.parseDouble(row[MEMORY]);
      count++;
    }
    assertThat(count).isPositive();
    table.append(line("geometric mean", jdk, mode, mean(cpu, count), mean(memory, count)));
  }

  private static String mean(double product, int count) {
    return String.format(Locale.ROOT, "%.2f", Math.pow(product, 1.0 / count));
  }

  private static String line(String name, Jdk jdk, String mode, String cpu, String memory) {
    return "| "
        + String.join(" | ", name, String.valueOf(jdk.version()), mode, cpu, memory)
        + " |\n";
  }

  private static List<String[]> rows(Jdk jdk, String mode)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(Path.of("target"), "apps", ".txt").toAbsolutePath();
    Path script = Path.of(System.getProperty("workloads")).resolve("apps/run.sh");
    List<String> command =
        new ArrayList<>(List.of("bash", script.toString(), "-n", PAIRS, "-s", SCALE));
    command.addAll(Stream.of(LOADS.split(",")).filter(l -> !l.isBlank()).toList());
    ProcessBuilder b = new ProcessBuilder(command).redirectOutput(out.toFile());
    b.environment().put("JAVA_HOME", jdk.home().toString());
    b.environment().put("OUT", out + ".raw");
    b.environment()
        .put(
            "AGENT_OPTS",
            "-javaagent:" + AGENT + "=detectors=race,quiet=true,fail-on=never,mode=" + mode);
    assertThat(b.redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor()).isZero();
    return Files.readAllLines(out).stream()
        .map(l -> l.trim().split("\\s+"))
        .filter(r -> r.length > CHECK && !r[0].equals("workload"))
        .toList();
  }
}
