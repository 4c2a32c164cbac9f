package io.conccheck.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code conccheck} at the top of the repository. */
class LauncherIT {

  private static final Path SCRIPT = Path.of("../conccheck").toAbsolutePath().normalize();

  @TempDir Path folder;

  private Process launch(Path script, String... arguments) throws IOException {
    return launch(script, List.of(), arguments);
  }

  private Process launch(Path script, List<String> options, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(script.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    options.forEach(o -> builder.environment().put("CONCCHECK_JAVA_OPTS", o));
    return builder.redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return text;
  }

  @Test
  void worksFromAnywhereAndThroughLinks() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Path first = Files.createSymbolicLink(folder.resolve("bin/one"), SCRIPT);
    Path second = Files.createSymbolicLink(folder.resolve("two"), Path.of("bin/one"));
    for (Path script : List.of(SCRIPT, first, second)) {
      Process process = launch(script, "--version");
      assertThat(output(process)).startsWith("conccheck ");
      assertThat(process.exitValue()).isZero();
    }
  }

  @Test
  void handsOnArgumentsWithBlanksAndExitCodes() throws Exception {
    Files.createDirectory(folder.resolve("my sources"));
    Files.writeString(folder.resolve("my sources/A.java"), "class A {}\n");
    Process good = launch(SCRIPT, "scan", "my sources");
    assertThat(output(good)).contains("1 file");
    assertThat(good.exitValue()).isZero();
    Process bad = launch(SCRIPT, "scan", "no  sources");
    assertThat(output(bad)).contains("`no  sources` does not exist");
    assertThat(bad.exitValue()).isEqualTo(2);
  }

  @Test
  void tooLittleMemoryIsToldAndIncomplete() throws Exception {
    StringBuilder big = new StringBuilder("class Big {\n  int[] a = {");
    big.append("1, 2, 3, 4, 5, 6, 7, 8, 9,\n".repeat(60_000)).append("};\n}\n");
    Files.writeString(folder.resolve("Big.java"), big);
    for (String memory : List.of("-Xmx48m", "-Xmx48m -XX:+UseParallelGC")) {
      Process process = launch(SCRIPT, List.of(memory), "scan", "Big.java");
      assertThat(output(process)).containsPattern("conccheck: incomplete: .*memory");
      assertThat(process.exitValue()).isEqualTo(3);
    }
  }

  @Test
  void isReplacedByTheJvmSoThatSignalsReachIt() throws Exception {
    String program = "trap 'kill $!; exit 5' TERM; sleep 30 & wait";
    Process process = launch(SCRIPT, "run", "--", "sh", "-c", program);
    while (process.descendants().noneMatch(p -> p.info().command().orElse("").endsWith("sleep"))) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(50);
    }
    List<ProcessHandle> below = process.descendants().toList();
    process.toHandle().destroy(); // the other destroy closes the stream that is read next
    output(process);
    below.forEach(ProcessHandle::destroyForcibly);
    assertThat(process.exitValue()).isEqualTo(5);
  }
}
