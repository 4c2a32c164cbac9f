package io.conccheck.agent.detect.race;

import static org.assertj.core.api.Assertions.assertThat;

import example.shortage.Deep;
import example.shortage.Full;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that run out of stack or memory, and go on, go on under the agent, which does too. */
class ShortageIT {

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void threadsThatHaveOverflowedTheirStacksAreStillLookedAt(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Deep.class).on(jdk).jvm("-Xss512k").run();
    assertThat(r.exitCode()).as(r.stderr()).isZero();
    assertThat(r.stdout()).contains("120 overflows false", "counted 2000").doesNotContain("true");
    assertThat(r.findings())
        .extracting(f -> f.ruleId() + " " + f.message().split("`")[1])
        .containsOnly(
            "data-race example.shortage.Deep.raced", "data-race example.shortage.Deep.racedLater");
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void findingsReachTheDiskAfterTheMemoryWasFull(Jdk jdk) throws Exception {
    AgentRun.Running running = AgentRun.of(Full.class).on(jdk).jvm("-Xmx48m").start();
    running.awaitOutput("ready");
    TimeUnit.SECONDS.sleep(2);
    running.process().destroyForcibly();
    AgentRun.Result r = running.await();
    assertThat(r.stdout()).contains("full 4");
    assertThat(r.stderr()).doesNotContain("UncaughtExceptionHandler");
    assertThat(r.findings())
        .extracting(f -> f.ruleId() + " " + f.message().split("`")[1])
        .containsOnly("data-race example.shortage.Full.raced");
  }
}
