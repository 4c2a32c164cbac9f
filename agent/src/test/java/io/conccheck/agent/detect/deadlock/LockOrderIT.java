package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.BrokenCallbacks;
import example.deadlock.BrokenLocks;
import example.deadlock.BrokenPrints;
import example.deadlock.BrokenTasks;
import example.deadlock.BrokenWrappers;
import example.deadlock.FirstReader;
import example.deadlock.MendedCallbacks;
import example.deadlock.MendedLocks;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Trace;
import io.conccheck.findings.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders of all kinds of locks: each broken case is told, no mended one is. */
class LockOrderIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#runs";

  private static AgentRun.Result run(Class<?> main, Jdk jdk, String... args) throws Exception {
    String detectors = "detectors=deadlock,atomicity"; // which hook the same wrappers
    AgentRun.Result r = AgentRun.of(main).on(jdk).options(detectors).args(args).run();
    assertThat(r.exitCode()).as(r.stderr()).isZero();
    assertThat(r.stdout()).isEqualTo("done\n");
    return r;
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void everyBrokenCaseIsPredicted(Jdk jdk) throws Exception {
    List<Finding> findings = run(BrokenLocks.class, jdk).findings(LockOrderCycle.ID);
    List<String> cases = new ArrayList<>();
    for (Class<?> c : BrokenLocks.class.getDeclaredClasses()) {
      cases.add(c.getSimpleName());
      assertThat(findings).as(c.getName()).filteredOn(f -> concerns(f, c)).hasSize(1);
    }
    assertThat(findings).hasSameSizeAs(cases).hasSizeGreaterThan(10);
  }

  /** Unlocks that one method serves are as many as its callers; a stamp fits one mode alone. */
  @ParameterizedTest
  @MethodSource(JDKS)
  void aHelperMethodHidesNone(Jdk jdk) throws Exception {
    assertThat(run(BrokenLocks.class, jdk, "unlocks").findings("unlock-without-lock")).hasSize(3);
  }

  /** Callbacks of JDK classes that hold their lock meanwhile, tasks, wrappers, virtual threads. */
  @ParameterizedTest
  @MethodSource(JDKS)
  void locksMeetInCallbacksAndTasks(Jdk jdk) throws Exception {
    List<Finding> findings = run(BrokenCallbacks.class, jdk).findings(LockOrderCycle.ID);
    List<Class<?>> cases = new ArrayList<>();
    for (Class<?> c :
        List.of(
            BrokenCallbacks.class, BrokenTasks.class, BrokenWrappers.class, BrokenPrints.class)) {
      cases.addAll(List.of(c.getDeclaredClasses()));
    }
    for (Class<?> c : cases) {
      boolean handler = c.getSimpleName().equals("Handler") || c.getSimpleName().equals("Locked");
      if (c.getSimpleName().equals("Virtual")
          ? jdk.version() >= 21
          : !handler || jdk.version() < 25) {
        assertThat(findings).as(c.getName()).anyMatch(f -> concerns(f, c));
      }
    }
    assertThat(run(MendedCallbacks.class, jdk).findings()).isEmpty();
  }

  private static boolean concerns(Finding f, Class<?> scenario) {
    for (Trace t : f.traces()) {
      for (Frame frame : t.frames()) {
        if (frame.className().equals(scenario.getName())) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void noMendedCaseIs(Jdk jdk) throws Exception {
    AgentRun.Result r = run(MendedLocks.class, jdk);
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().events("lock-contention")).singleElement().satisfies(LockOrderIT::counts);
  }

  private static void counts(LogRecord.Event e) {
    assertThat((List<?>) e.data().get("locks"))
        .isNotEmpty()
        .anySatisfy(row -> assertThat((Long) ((Map<?, ?>) row).get("acquisitions")).isPositive());
  }

  /**
   * Latch, barrier, submit and get, one worker: order that every schedule keeps. A loop that waits
   * for what another thread sets may keep it too: what is behind one is suspected at most.
   */
  @ParameterizedTest
  @MethodSource(JDKS)
  void norIsAnOrderedCase(Jdk jdk) throws Exception {
    List<String> gates = new ArrayList<>();
    int readers = 0;
    for (Finding f : run(MendedLocks.class, jdk, "order").findings()) {
      assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED);
      assertThat(f.severity()).isEqualTo(Severity.WARNING);
      if (concerns(f, FirstReader.class)) {
        readers++;
        assertThat(f.message()).contains("unless what `example.deadlock.FirstReader.count` guards");
        continue;
      }
      gates.add(f.related().get(f.related().size() - 1).location().symbol());
      assertThat(f.message()).contains("unless the loop in `" + gates.get(gates.size() - 1));
    }
    assertThat(readers).isEqualTo(1);
    String gated = "example.deadlock.Gated$By";
    assertThat(gates)
        .containsExactlyInAnyOrder(
            gated + "Notify.await",
            gated + "Condition.await",
            gated + "Volatile.await",
            gated + "Atomic.await");
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void locksGoByTheirFields(Jdk jdk) throws Exception {
    String name = BrokenLocks.class.getName() + "$Helpers";
    assertThat(run(BrokenLocks.class, jdk).findings(LockOrderCycle.ID))
        .filteredOn(f -> f.subject().symbols().equals(List.of(name + ".a", name + ".b")))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.traces().get(1).frames())
                    .singleElement() // the method that took the lock has returned
                    .satisfies(x -> assertThat(x.symbol()).isEqualTo(name + "#lockB")));
  }
}
