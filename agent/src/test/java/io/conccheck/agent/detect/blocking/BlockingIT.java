package io.conccheck.agent.detect.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import example.blocking.Loops;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockingIT {

  private static AgentRun.Result run(Jdk jdk, String way) throws Exception {
    return AgentRun.of(Loops.class)
        .on(jdk)
        .options("detectors=blocking", "nonblocking=other,my-loop-*")
        .args(way)
        .run();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void waitsOnThreadsThatMustNotBlockAreTold(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, "broken");
    assertThat(r.findings("blocking-call"))
        .extracting(
            f -> f.location().symbol().replace("example.blocking.Loops.", "") + " " + f.severity())
        .containsExactlyInAnyOrder(
            "await WARNING", "pause WARNING", "monitor WARNING", "inCommonPool NOTE");
    assertThat(r.findings())
        .extracting(Finding::message)
        .anyMatch(m -> m.contains("`CountDownLatch.await` on `my-loop-1`, which was declared"))
        .anyMatch(m -> m.contains("one of the few threads of the common pool"));
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void loopsThatWaitForWorkOrLocksAndTasksThatJoinTheirOwnAreNot(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, "mended");
    assertThat(r.stdout()).contains("256", "the loop ends");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }

  static List<Jdk> withNativeAccess() {
    return Jdk.from(24);
  }

  @ParameterizedTest
  @MethodSource("withNativeAccess")
  void carriersThatAreKeptAreToldWithWhatKeepsThem(Jdk jdk) throws Exception {
    Path classes = Files.createTempDirectory(Path.of("target"), "pins");
    List<String> javac =
        List.of(
            jdk.home().resolve("bin/javac").toString(),
            "-d",
            classes.toString(),
            "src/test/java25/example/blocking/Pins.java");
    assertThat(new ProcessBuilder(javac).inheritIO().start().waitFor()).isZero();
    AgentRun.Result r =
        AgentRun.of("example.blocking.Pins", classes)
            .on(jdk)
            .jvm("--enable-native-access=ALL-UNNAMED")
            .options("detectors=blocking")
            .run();
    assertThat(r.findings())
        .allMatch(f -> f.severity() == Severity.WARNING)
        .extracting(f -> f.ruleId() + f.message().replaceAll(".*waited for \\d+ ms", ""))
        .containsExactlyInAnyOrder(
            "pinned-virtual-thread in `example.blocking.Pins.pause` and kept its carrier: the"
                + " initialiser of class `example.blocking.Pins$Slow` runs",
            "pinned-virtual-thread in `example.blocking.Pins.compare` and kept its carrier: native"
                + " code is on its stack");
    assertThat(r.log().problems()).isEmpty();
  }
}
