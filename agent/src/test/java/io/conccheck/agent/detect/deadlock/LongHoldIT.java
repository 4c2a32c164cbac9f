package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.HeldByOthers;
import example.deadlock.HeldForLong;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Trace;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who waits for long is told, also at the entry of a synchronized method; not who waits in turn.
 */
class LongHoldIT {

  private static final String DID =
      "blocked there(; took `example.*` in `example.*`:\\d+|, within a function .*)";

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

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void bothSidesAreShown(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk).run();
    assertThat(r.stdout()).isEqualTo("done\n");
    Map<String, String> asked = new TreeMap<>();
    for (Finding f : r.findings("long-lock-hold")) {
      Trace holder = f.traces().get(0);
      Trace waiter = f.traces().get(1);
      assertThat(holder.role()).isEqualTo(Trace.HOLDER);
      assertThat(holder.thread()).isEqualTo("holder");
      assertThat(holder.frames()).isNotEmpty();
      assertThat(holder.heldLocks()).isNotEmpty();
      assertThat(holder.remark()).matches(DID);
      assertThat(waiter.role()).isEqualTo(Trace.WAITER);
      asked.put(waiter.thread(), waiter.frames().get(0).method());
    }
    assertThat(asked).containsEntry("asks", "enterBlock");
    assertThat(r.stderr())
        .contains(
            "took `example.deadlock.HeldByOthers.lock` in `example.deadlock.HeldByOthers.block`")
        .contains("ms for a bin of a `java.util.concurrent.ConcurrentHashMap` that `holder` held");
    assertThat(asked).containsKeys("puts");
    if (jdk.version() >= 21) {
      assertThat(asked).containsEntry("virtual-calls", "enterMethod");
    }
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void whatIsHeldForAMomentIsNotTold(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk).args("briefly").run();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings()).isEmpty();
  }

  private static AgentRun run(Jdk jdk) {
    return AgentRun.of(HeldByOthers.class).on(jdk).options("detectors=deadlock");
  }
}
