package io.conccheck.agent.jit;

import static org.assertj.core.api.Assertions.assertThat;

import example.jit.Asked;
import example.jit.Monitors;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HotSpot compiles woven code, at every tier: what it gives up on is only interpreted. */
class CompiledIT {

  private static final String SUM = "sum 940000";

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void noWovenMethodIsGivenUp(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Monitors.class)
            .on(jdk)
            .jvm("-Xverify:all", "-XX:+PrintCompilation", "-Xbatch")
            .run();
    assertThat(r.exitCode()).isZero();
    assertThat(r.stdout()).contains(SUM);
    // On a busy machine a lock may be held for long in truth.
    assertThat(r.findings()).filteredOn(f -> !f.ruleId().equals("long-lock-hold")).isEmpty();
    assertThat(r.stdout()).as("was compiled at all").containsPattern(" 4 +example\\.jit\\.");
    assertThat(r.stdout().lines())
        .filteredOn(l -> l.contains("example.jit.") && l.contains("COMPILE SKIPPED"))
        .isEmpty();
  }

  /** Inlined, they would be half of what C2 has to compile. */
  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void slowHalvesOfAccessorsStayWhereTheyAre(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Asked.class)
            .on(jdk)
            .jvm("-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintInlining")
            .run();
    assertThat(r.exitCode()).isZero();
    assertThat(r.stdout()).contains("sum 600000");
    assertThat(r.stdout().lines())
        .filteredOn(l -> l.contains("$conccheck$slow$write$sum"))
        .anyMatch(l -> l.contains("disallowed"));
  }
}
