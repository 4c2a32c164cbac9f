package io.conccheck.agent.detect.deadlock.hang;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.Alive;
import example.deadlock.HiddenSigns;
import example.deadlock.Stranded;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that hang as a whole are told how, and ended; what goes on in the end is no hang. */
class HangIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#all";
  private static final int AT_ONCE = 4;
  private static final int HALTED = 86;

  /**
   * What each way to hang is called, in pairs: the first is run on one JDK, the second on the next.
   */
  private static final String[][] WAYS = {
    {"latch", "stranded-wait"}, {"dead-producer", "stranded-wait"},
    {"lost-notify", "stranded-wait"}, {"condition", "stranded-wait"},
    {"nested-monitor", "stranded-wait"}, {"full-queue", "stranded-wait"},
    {"exchanger", "stranded-wait"}, {"hand-over", "stranded-wait"},
    {"permit-kept", "stranded-wait"}, {"lost-turn", "stranded-wait"},
    {"never-completed", "stranded-wait"}, {"future-never-run", "stranded-wait"},
    {"parked", "stranded-wait"}, {"phaser", "stranded-wait"},
    {"lock-of-the-dead", "stranded-wait"}, {"pool-latch", "pool-starvation"},
    {"pool-of-one", "pool-starvation"}, {"pool-of-two", "pool-starvation"},
    {"pool-stages", "pool-starvation"}, {"invoke-all", "pool-starvation"},
    {"synchronized-methods", "deadlock"}, {"wide-barrier", "pool-starvation"},
    {"hashtables", "deadlock"}, {"permit-pair", "deadlock"},
    {"class-and-lock", "deadlock"}, {"class-initialisers", "deadlock"},
    {"upgrade", "deadlock"}, {"self-join", "deadlock"},
    {"spin", "busy-wait"}, {"livelock", "livelock"},
    {"fork-join", "pool-starvation"}, {"nested-methods", "stranded-wait"},
    {"class-parent", "deadlock"}, {"piped-reader", "stranded-wait"},
    {"pool-own-queue", "pool-starvation"}, {"pool-awaited", "stranded-wait"},
    {"pool-awaited", "stranded-wait"}, {"stamped-again", "deadlock"},
    {"exit-in-hook", "deadlock"}, {"exit-in-hook", "deadlock"},
    {"stamp-and-join", "deadlock"}, {"bin-and-join", "deadlock"},
    {"mutex-again", "deadlock"}, {"mutex-again", "deadlock"},
    {"day-off", "stranded-wait"}, {"day-off", "stranded-wait"},
    {"by-reference", "stranded-wait"}, {"by-reference", "stranded-wait"},
    {"class-loaders", "deadlock"}, {"class-loaders", "deadlock"},
    {"drained-queues", "deadlock"}, {"drained-queues", "deadlock"},
    {"pool-open", "stranded-wait"}, {"pool-open", "stranded-wait"},
  };

  private static AgentRun run(Class<?> main, Jdk jdk, String... args) {
    return AgentRun.of(main).on(jdk).options("detectors=deadlock", "watchdog=600ms").args(args);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void everyWayIsTold(Jdk jdk) throws Exception {
    Map<String, String> ways = new LinkedHashMap<>();
    for (int i = Jdk.all().indexOf(jdk) % 2; i < WAYS.length; i += 2) {
      ways.put(WAYS[i][0], WAYS[i][1]);
    }
    if (jdk.version() >= 24) {
      ways.put("virtual-latch", "stranded-wait");
      ways.put("virtual-methods", "deadlock");
      ways.put("closed-within", "stranded-wait");
    }
    List<String> left = new ArrayList<>(ways.keySet());
    while (!left.isEmpty()) {
      List<String> now = left.subList(0, Math.min(AT_ONCE, left.size()));
      Map<String, AgentRun.Running> running = new LinkedHashMap<>();
      for (String way : now) {
        String action = running.size() % 2 == 0 ? "exit" : "halt";
        running.put(
            way, run(Stranded.class, jdk, way).options("watchdog-action=" + action).start());
      }
      for (Map.Entry<String, AgentRun.Running> e : running.entrySet()) {
        isTold(e.getKey(), ways.get(e.getKey()), e.getValue().await());
      }
      now.clear();
    }
  }

  private static void isTold(String way, String rule, AgentRun.Result r) {
    assertThat(r.exitCode()).as(way + r.stderr()).isEqualTo(HALTED);
    List<Finding> told = new ArrayList<>(r.findings(rule));
    told.removeIf(f -> rule.equals("busy-wait") && f.severity() == Severity.WARNING); // for a start
    assertThat(told).as(way).isNotEmpty();
    for (Finding f : told) {
      assertThat(f.confidence()).as(way).isEqualTo(Confidence.OBSERVED);
      assertThat(f.severity()).as(way).isEqualTo(Severity.ERROR);
      assertThat(f.location().path()).as(way).startsWith("example/deadlock/");
      assertThat(f.traces()).as(way).isNotEmpty();
      assertThat(f.message()).as(way).doesNotContain("io.conccheck");
    }
    assertThat(r.log().events("thread-dump")).as(way).isNotEmpty();
  }

  /** What the code that others have yet to run shows only to who looks twice. */
  @ParameterizedTest
  @MethodSource(JDKS)
  void whatEndsInHiddenWaysIsNoHang(Jdk jdk) throws Exception {
    AgentRun.Result r = run(HiddenSigns.class, jdk).run();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void whatEndsByItselfIsNoHang(Jdk jdk) throws Exception {
    AgentRun.Result r = run(Alive.class, jdk).run();
    assertThat(r.stdout()).isEqualTo("done\n");
    assertThat(r.findings()).isEmpty();
  }
}
