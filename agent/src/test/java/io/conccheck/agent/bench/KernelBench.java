package io.conccheck.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures the kernels below the folder that the property {@code workloads} names, each without and
 * with the race detector, alternately, and prints a table of the ratios of the processor time that
 * the threads of a round take, the median of the later half of the rounds. Runs in the profile
 * {@code bench} only.
 */
class KernelBench {

  private static final List<String> KERNELS =
      List.of("Words", "Virt", "Sor", "Part1D", "Fields", "MatMul", "Tree", "Locks");

  private static final int PAIRS = Integer.getInteger("pairs", 5);
  private static final String ROUNDS = System.getProperty("rounds", "20");
  private static final Path AGENT = Path.of("target/conccheck-agent.jar").toAbsolutePath();
  private static final Pattern RESULT = Pattern.compile(" cpumed ([0-9.]+) .*chk (-?\\d+)");

  private record Run(double cpu, String checksum) {}

  @Test
  void ratiosOfKernels() throws Exception {
    Path sources = Path.of(System.getProperty("workloads")).resolve("kernels");
    StringBuilder table =
        new StringBuilder(
            "| kernel | JDK | plain, ms | agent, ms | ratio |\n|---|---|---|---|---|\n");
    for (Jdk jdk : Jdk.all()) {
      Path work = Files.createTempDirectory(Path.of("target"), "kernels").toAbsolutePath();
      compile(jdk, sources, work);
      double product = 1;
      for (String kernel : KERNELS) {
        product *= measure(jdk, work, kernel, table);
      }
      table.append(row("geometric mean", jdk, "", "", Math.pow(product, 1.0 / KERNELS.size())));
    }
    System.out.println(table);
    Files.writeString(Path.of("target/kernels.md"), table);
  }

  private static double measure(Jdk jdk, Path work, String kernel, StringBuilder table)
      throws Exception {
    double[] plain = new double[PAIRS];
    double[] agent = new double[PAIRS];
    double[] ratios = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      Run without = run(jdk, work, kernel, false);
      Run with = run(jdk, work, kernel, true);
      assertThat(with.checksum).isEqualTo(without.checksum);
      plain[i] = without.cpu;
      agent[i] = with.cpu;
      ratios[i] = agent[i] / plain[i];
    }
    double ratio = median(ratios);
    table.append(row(kernel, jdk, text(median(plain)), text(median(agent)), ratio));
    return ratio;
  }

  private static String row(String name, Jdk jdk, String plain, String agent, double ratio) {
    return "| "
        + name
        + " | "
        + jdk.version()
        + " | "
        + plain
        + " | "
        + agent
        + " | "
        + text(ratio)
        + " |\n";
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void compile(Jdk jdk, Path sources, Path to) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(jdk.home().resolve("bin/javac").toString(), "-d", to.toString()));
    try (Stream<Path> files = Files.list(sources)) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> command.add(f.toString()));
    }
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static Run run(Jdk jdk, Path work, String kernel, boolean watched)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx2g"));
    if (watched) {
      command.add("-javaagent:" + AGENT + "=detectors=race,quiet=true,fail-on=never");
    }
    command.addAll(List.of("-cp", work.toString(), "k.Main", kernel, ROUNDS));
    Process p =
        new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true).start();
    String out = new String(p.getInputStream().readAllBytes());
    p.waitFor();
    Matcher m = RESULT.matcher(out);
    assertThat(m.find()).as(out).isTrue();
    return new Run(Double.parseDouble(m.group(1)), m.group(2));
  }
}
