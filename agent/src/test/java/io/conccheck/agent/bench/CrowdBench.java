package io.conccheck.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.Crowd;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of threads and locks under the watchdog: it keeps up and calls nothing hung. */
class CrowdBench {

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void aCrowdIsNoHang(Jdk jdk) throws Exception {
    long begun = System.nanoTime();
    AgentRun.Result r =
        AgentRun.of(Crowd.class)
            .on(jdk)
            .options("detectors=deadlock", "watchdog=2", "long-hold=0")
            .run();
    System.out.println(jdk + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings()).isEmpty();
  }
}
