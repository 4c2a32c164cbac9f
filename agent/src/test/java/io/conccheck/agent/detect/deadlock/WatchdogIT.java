package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.Beside;
import example.deadlock.Hangs;
import example.deadlock.Lent;
import example.deadlock.Signalled;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hangs is named while it hangs; what is only slow is not. */
class WatchdogIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#all";

  private static AgentRun run(Jdk jdk, String what) {
    return AgentRun.of(Hangs.class).on(jdk).options("detectors=deadlock", "watchdog=1").args(what);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void everyCircleIsNamed(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, "stuck").options("watchdog-action=dump").run();
    assertThat(r.log().events("thread-dump")).isNotEmpty();
    assertThat(r.stdout()).isEqualTo("done\n");
    List<String> waiting = new ArrayList<>();
    for (Finding f : r.findings(Deadlock.ID)) {
      assertThat(f.confidence()).isEqualTo(Confidence.OBSERVED);
      for (Trace t : f.traces()) {
        if (t.role().equals(Trace.WAITER)) {
          waiting.add(t.thread().startsWith("virtual") ? "virtual" : t.thread());
        }
      }
    }
    List<String> all =
        new ArrayList<>(
            List.of("monitor-1", "monitor-2", "monitor-3", "lock-1", "lock-2", "upgrade-1"));
    all.addAll(List.of("join-1", "join-2", "future-1", "future-2"));
    if (jdk.version() >= 21) {
      all.addAll(List.of("virtual", "virtual"));
    }
    assertThat(waiting).containsExactlyInAnyOrderElementsOf(all);
  }

  /**
   * A program that ends before the period does: circles and starved pools are told all the same.
   */
  @ParameterizedTest
  @MethodSource(JDKS)
  void whatHangsAtTheEndIsNamed(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Hangs.class).on(jdk).options("detectors=deadlock").args("ends").run();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings()).extracting(Finding::ruleId).contains(Deadlock.ID, "pool-starvation");
    assertThat(r.findings()).extracting(Finding::ruleId).doesNotContain("stranded-wait");
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatIsOnlySlowIsNoHang(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, "slow").run();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings(Deadlock.ID)).isEmpty();
  }

  /** A thread in I/O could help, so that nothing is certain; and nothing is done about it. */
  @ParameterizedTest
  @MethodSource(JDKS)
  void whatOthersCouldEndIsSuspected(Jdk jdk) throws Exception {
    AgentRun.Running running = run(jdk, "read").options("watchdog-action=halt").start();
    for (String rule : List.of("stranded-wait", "pool-starvation")) {
      running.awaitTold("conccheck: warning " + rule);
    }
    running.process().getOutputStream().close();
    AgentRun.Result r = running.await();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings("stranded-wait"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED);
              assertThat(f.message()).contains("`holds`", "holds a lock");
            });
    assertThat(r.findings("pool-starvation"))
        .singleElement()
        .satisfies(f -> assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED));
  }

  /** A handler of the program's own for a signal may end any wait, at any time. */
  @ParameterizedTest
  @MethodSource(JDKS)
  void whatASignalCouldEndIsSuspected(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Signalled.class)
            .on(jdk)
            .options("detectors=deadlock", "watchdog=400ms", "watchdog-action=halt")
            .start();
    running.awaitTold("conccheck: warning stranded-wait");
    running.process().destroy();
    AgentRun.Result r = running.await();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED));
  }

  /** What anybody may give back keeps nobody for good while somebody is left to do so. */
  @ParameterizedTest
  @MethodSource(JDKS)
  void whatOthersGiveBackIsNoCircle(Jdk jdk) throws Exception {
    AgentRun lent =
        AgentRun.of(Lent.class)
            .on(jdk)
            .options("detectors=deadlock", "watchdog=400ms", "watchdog-action=halt");
    AgentRun.Result r = lent.run();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings(Deadlock.ID))
        .allSatisfy(f -> assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED));
    AgentRun.Running again = lent.args("again").start();
    again.awaitTold("conccheck: warning deadlock: `again`");
    again.process().destroy();
    assertThat(again.await().findings(Deadlock.ID))
        .singleElement()
        .satisfies(f -> assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED));
  }

  private static AgentRun beside(Jdk jdk) {
    return AgentRun.of(Beside.class)
        .on(jdk)
        .options("detectors=deadlock", "watchdog=400ms", "watchdog-action=halt");
  }

  /** Who sleeps, and then does nothing that could help, makes it less certain, not silent. */
  @ParameterizedTest
  @MethodSource(JDKS)
  void whatSleepersCannotEndIsSuspected(Jdk jdk) throws Exception {
    AgentRun.Running waits = beside(jdk).start();
    AgentRun.Running tries = beside(jdk).args("livelock").start();
    AgentRun.Running polite = beside(jdk).args("polite").start();
    AgentRun.Running backOff = beside(jdk).args("back-off").start();
    List<String> waiters =
        List.of(
            "lost-notify",
            "dead-producer",
            "short-latch",
            "exchanger",
            "never-completed",
            "no-permit",
            "no-signal",
            "own-pool");
    try {
      for (String waiter : waiters) {
        waits.awaitTold("conccheck: warning stranded-wait: `" + waiter + "`");
      }
      for (AgentRun.Running r : List.of(tries, polite, backOff)) {
        r.awaitTold("conccheck: warning livelock: ");
      }
    } finally {
      for (AgentRun.Running r : List.of(waits, tries, polite, backOff)) {
        r.process().destroy();
      }
    }
    for (AgentRun.Running r : List.of(waits, tries, polite, backOff)) {
      assertThat(r.await().findings())
          .isNotEmpty()
          .allSatisfy(f -> assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED));
    }
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void aLockLeftLockedIsNamed(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, "left").run();
    assertThat(r.findings()).extracting(Finding::ruleId).containsOnly(LockNotReleased.ID);
    String left = Hangs.class.getName() + "$Left.";
    assertThat(r.findings())
        .extracting(f -> f.subject().symbols())
        .containsExactlyInAnyOrder(List.of(left + "lock"), List.of(left + "kept"));
    assertThat(r.stderr())
        .contains("`forgets` has ended and", "Hangs$Left.take")
        .contains("`worker-forgets` is idle at the program's end and", "Hangs$Left.keep");
  }
}
