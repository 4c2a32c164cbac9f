package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.BrokenMonitors;
import example.deadlock.MendedMonitors;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders of monitors: each broken case is told once, no mended one is. */
class MonitorOrderIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#runs";
  private static final String BROKEN = "example.deadlock.BrokenMonitors$";

  private static final String SHORT = "BrokenMonitors$Two";

  private static AgentRun.Result run(Class<?> main, Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(main).on(jdk).options("detectors=deadlock").run();
    assertThat(r.exitCode()).as(r.stderr()).isZero();
    assertThat(r.stdout()).isEqualTo("done\n");
    return r;
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void everyBrokenCaseIsPredicted(Jdk jdk) throws Exception {
    List<String> told = new ArrayList<>();
    for (Finding f : run(BrokenMonitors.class, jdk).findings(LockOrderCycle.ID)) {
      String[] place = f.traces().get(0).frames().get(0).className().split("[$]");
      told.add(place[1]);
      assertThat(f.severity()).isEqualTo(Severity.ERROR);
      assertThat(f.confidence()).isEqualTo(Confidence.PREDICTED);
      assertThat(f.location().line()).isPositive();
    }
    List<String> cases = new ArrayList<>();
    for (Class<?> c : BrokenMonitors.class.getDeclaredClasses()) {
      cases.add(c.getSimpleName());
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(cases).hasSizeGreaterThan(12);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void noMendedCaseIs(Jdk jdk) throws Exception {
    assertThat(run(MendedMonitors.class, jdk).findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void aFindingShowsEveryEdge(Jdk jdk) throws Exception {
    Finding f =
        run(BrokenMonitors.class, jdk).findings(LockOrderCycle.ID).stream()
            .filter(x -> x.subject().symbols().contains(BROKEN + "TwoFields.left"))
            .findFirst()
            .orElseThrow();
    assertThat(f.subject().symbols())
        .containsExactly(BROKEN + "TwoFields.left", BROKEN + "TwoFields.right");
    assertThat(f.message())
        .contains("`task-0` holds `" + BROKEN + "TwoFields.left` and asks for `")
        .contains("`task-1` holds `" + BROKEN + "TwoFields.right` and asks for `")
        .endsWith("(TwoFields.left -> TwoFields.right -> TwoFields.left)".replace("Two", SHORT));
    assertThat(f.traces())
        .extracting(Trace::role)
        .containsExactly(Trace.WAITER, Trace.HOLDER, Trace.WAITER, Trace.HOLDER);
    Trace asks = f.traces().get(0);
    Trace took = f.traces().get(1);
    assertThat(asks.frames().get(0).symbol()).isEqualTo(BROKEN + "TwoFields#leftFirst");
    assertThat(took.frames().get(0).line()).isEqualTo(asks.frames().get(0).line() - 1);
    assertThat(took.frames().subList(1, took.frames().size()))
        .isEqualTo(asks.frames().subList(1, asks.frames().size()));
    assertThat(asks.createdAt()).isNotEmpty();
    assertThat(asks.heldLocks())
        .singleElement()
        .satisfies(l -> assertThat(l.symbol()).isEqualTo(BROKEN + "TwoFields.left"));
  }
}
