package io.conccheck.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Variables;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.agent.weave.Weaver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * Measures how fast classes are woven, and how much later a program that does nothing ends with the
 * agent. Runs in the profile {@code bench} only.
 */
class WeavingBench {

  private static final Path AGENT = Path.of("target/conccheck-agent.jar").toAbsolutePath();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 3;
  private static final int STARTS = 11;

  /** The first round is woven by code that the JIT has not seen yet. */
  @Test
  void classesPerSecond() throws IOException {
    List<byte[]> classes = classes();
    for (int round = 1; round <= ROUNDS; round++) {
      Weaver weaver = new Weaver(true, true, true, new Sites(1 << 20), new Variables(), c -> true);
      long begun = THREADS.getCurrentThreadCpuTime();
      for (byte[] bytes : classes) {
        assertThat(weaver.weave(getClass().getClassLoader(), bytes)).isNotEmpty();
      }
      double seconds = (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
      System.out.printf(
          "| weaving, round %d | %d classes | %.0f a second of the thread's processor time |%n",
          round, classes.size(), classes.size() / seconds);
    }
  }

  private static List<byte[]> classes() throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (path.endsWith(".jar")) {
        try (JarFile jar = new JarFile(path)) {
          for (JarEntry e : jar.stream().filter(WeavingBench::isClass).toList()) {
            try (InputStream in = jar.getInputStream(e)) {
              found.add(in.readAllBytes());
            }
          }
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(1_000);
    return found;
  }

  private static boolean isClass(JarEntry e) {
    String name = e.getName();
    return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.contains("-info");
  }

  @Test
  void startOfAProgramThatDoesNothing() throws Exception {
    for (Jdk jdk : Jdk.all()) {
      Path work = Files.createTempDirectory(Path.of("target"), "start").toAbsolutePath();
      Path program = work.resolve("Hello.java");
      Files.writeString(
          program,
          "class Hello { public static void main(String[] a) { System.out.println(1); } }");
      run(List.of(jdk.home().resolve("bin/javac").toString(), program.toString()), work);
      for (String options : List.of("quiet=true", "quiet=true,detectors=race")) {
        double[] later = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
          double plain = run(List.of(jdk.java().toString(), "-cp", ".", "Hello"), work);
          String agent = "-javaagent:" + AGENT + "=" + options;
          later[i] = run(List.of(jdk.java().toString(), agent, "-cp", ".", "Hello"), work) - plain;
        }
        Arrays.sort(later);
        System.out.printf("| start, %s | %s | %.2f s later |%n", options, jdk, later[STARTS / 2]);
      }
    }
  }

  private static double run(List<String> command, Path work) throws Exception {
    long begun = System.nanoTime();
    Process p =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(p.waitFor(1, TimeUnit.MINUTES) && p.exitValue() == 0).isTrue();
    return (System.nanoTime() - begun) / 1e9;
  }
}
