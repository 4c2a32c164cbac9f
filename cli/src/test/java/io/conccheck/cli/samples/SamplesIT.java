package io.conccheck.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both eyes over all samples: what their comments name is found, nothing else is, and the mended
 * forms are silent.
 */
class SamplesIT {

  private static final int AT_ONCE = 3;

  @TempDir private static Path scratch;

  private static SortedMap<Integer, Path> jdks;
  private static List<Sample> plain;
  private static List<Sample> modern;
  private static ExecutorService forks;
  private static final Tally SOURCE = new Tally();
  private static final Tally RUNTIME = new Tally();

  @BeforeAll
  static void look() throws IOException {
    jdks = JdkFinder.find();
    plain = Sample.in(House.sources(), 17);
    modern = Sample.in(House.sources21(), 21);
    forks = Executors.newFixedThreadPool(AT_ONCE);
    List<Integer> missing =
        IntStream.rangeClosed(JdkFinder.OLDEST, JdkFinder.NEWEST)
            .boxed()
            .filter(n -> !jdks.containsKey(n))
            .toList();
    System.out.println("samples: run on the JDKs found, " + jdks);
    System.out.println("samples: not found, so not run on, JDK " + missing);
  }

  @AfterAll
  static void tell() {
    forks.shutdownNow();
    System.out.println("samples, source eye: " + SOURCE);
    System.out.println("samples, runtime eye: " + RUNTIME);
  }

  @TestFactory
  Stream<DynamicNode> source() {
    return Stream.of(
        sourceContainer(House.sources(), plain, 17),
        sourceContainer(House.sources(), plain, 25),
        sourceContainer(House.sources21(), modern, 21),
        sourceContainer(House.sources21(), modern, 25));
  }

  private static DynamicContainer sourceContainer(Path folder, List<Sample> samples, int release) {
    SourceEye eye = SourceEye.over(folder, release);
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(dynamicTest("nothing astray", () -> assertThat(eye.strays(samples)).isEmpty()));
    for (Sample sample : samples) {
      tests.add(
          dynamicTest(
              sample.name(),
              () -> {
                Expectations found = eye.judge(sample);
                List<String> complaints = new ArrayList<>(found.objections());
                complaints.addAll(found.missing());
                SOURCE.add(found.wanted(), found.later(), complaints.size(), 1);
                assertThat(complaints).as(sample.name()).isEmpty();
              }));
    }
    return dynamicContainer(
        folder.getParent().getParent().getFileName() + ", release " + release, tests);
  }

  @TestFactory
  Stream<DynamicNode> runtime() {
    return jdks.entrySet().stream().map(e -> runtimeContainer(e.getKey(), e.getValue()));
  }

  private static DynamicContainer runtimeContainer(int jdk, Path home) {
    List<DynamicTest> tests = new ArrayList<>(runtimeTests(jdk, home, plain, House.classes()));
    if (jdk >= 21) {
      Path classes = scratch.resolve("classes-" + jdk);
      try {
        Javac.compile(home, 21, House.sources21(), classes);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException("cannot compile the samples on JDK " + jdk, e);
      }
      tests.addAll(runtimeTests(jdk, home, modern, classes));
    }
    return dynamicContainer("JDK " + jdk, tests);
  }

  private static List<DynamicTest> runtimeTests(
      int jdk, Path home, List<Sample> samples, Path classes) {
    Fork fork = new Fork(home.resolve("bin/java"), House.agent(), classes);
    RuntimeEye eye = new RuntimeEye(fork, jdk, scratch);
    return samples.stream().map(s -> runtimeTest(s, forks.submit(() -> eye.judge(s)))).toList();
  }

  private static DynamicTest runtimeTest(Sample sample, Future<RuntimeEye.Verdict> verdict) {
    return dynamicTest(
        sample.name(),
        () -> {
          RuntimeEye.Verdict v = result(verdict);
          RUNTIME.add(v.wanted(), v.later(), v.complaints().size(), v.runs());
          assertThat(v.complaints()).as(sample.name()).isEmpty();
        });
  }

  private static RuntimeEye.Verdict result(Future<RuntimeEye.Verdict> verdict) throws Exception {
    try {
      return verdict.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
