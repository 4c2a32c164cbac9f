package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.HeldForLong;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who waits for long is told, also at the entry of a synchronized method; not who waits in turn.
 */
class LongHoldIT {

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void whoKeepsOthersWaitingIsTold(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(HeldForLong.class).on(jdk).options("detectors=deadlock").run();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings())
        .isNotEmpty()
        .allSatisfy(
            f -> {
              assertThat(f.ruleId()).isEqualTo("long-lock-hold");
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.message()).contains("HeldForLong` that `holder` held");
            });
    assertThat(r.stderr()).doesNotContain("in-turn");
    assertThat(r.findings()).extracting(Finding::count).contains(2L); // both waited
  }
}
