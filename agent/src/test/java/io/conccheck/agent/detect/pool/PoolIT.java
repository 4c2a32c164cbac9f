package io.conccheck.agent.detect.pool;

import static org.assertj.core.api.Assertions.assertThat;

import example.pool.Broken;
import example.pool.Mended;
import example.pool.Uses;
import example.thread.Virtual;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.log.FindingsLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PoolIT {

  private static Stream<Arguments> onEach(Arguments... cases) {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(cases).map(c -> Arguments.of(jdk, c.get()[0], c.get()[1], c.get()[2])));
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void idlePoolsThatAloneKeepTheProgramAliveAreToldWithoutAnEnd(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Broken.class)
            .on(jdk)
            .options("detectors=pool", "linger=1s")
            .args("idle")
            .start();
    awaitFindings(running, 5);
    running.process().destroy();
    AgentRun.Result r = running.await();
    assertThat(r.findings())
        .allMatch(f -> f.ruleId().equals("pool-not-shut-down"))
        .allMatch(f -> f.severity() == Severity.ERROR)
        .allMatch(f -> f.message().contains("keeps the program alive"))
        .extracting(f -> f.location().symbol() + " " + f.message())
        .satisfiesExactlyInAnyOrder(
            startsWith(
                "fixed",
                "`Executors.newFixedThreadPool` made in `example.pool.Broken.fixed`, with 1 live thread (`pool-"),
            startsWith("single", "`Executors.newSingleThreadExecutor` made in"),
            startsWith("constructor", "`ThreadPoolExecutor` made in"),
            startsWith(
                "timer",
                "`Timer` made in `example.pool.Broken.timer`, with 1 live thread (`housekeeping`)"),
            startsWith("scheduled", "`Executors.newScheduledThreadPool` made in"));
    assertThat(r.stderr()).contains("conccheck: error pool-not-shut-down: ");
  }

  private static Consumer<String> startsWith(String method, String message) {
    return f -> assertThat(f).startsWith("example.pool.Broken." + method + " " + message);
  }

  private static List<Finding> awaitFindings(AgentRun.Running running, int number)
      throws Exception {
    Path log = running.folder().resolve("conccheck-" + running.process().pid() + ".jsonl");
    for (int i = 0; i < 900; i++) {
      Thread.sleep(100);
      if (Files.exists(log) && Files.size(log) > 0) {
        List<Finding> findings = FindingsLog.read(log).findings();
        if (findings.size() >= number) {
          assertThat(running.process().isAlive()).isTrue();
          return findings;
        }
      }
    }
    running.process().destroyForcibly();
    throw new AssertionError("not " + number + " found");
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void poolsThatBecomeMoreAndMoreAreToldWhileTheProgramRuns(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Broken.class).on(jdk).options("detectors=pool").args("more-and-more").start();
    Finding f = awaitFindings(running, 1).get(0);
    running.process().destroyForcibly();
    running.await();
    assertThat(f.ruleId()).isEqualTo("pool-not-shut-down");
    assertThat(f.message()).contains("more and more are made and none is shut down");
    assertThat(f.location().symbol()).isEqualTo("example.pool.Broken.perRequest");
    assertThat(f.count()).isGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void poolsAliveAtTheEndAreTold(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Broken.class).on(jdk).options("detectors=pool").args("exit").run();
    assertThat(r.findings())
        .allMatch(f -> f.ruleId().equals("pool-not-shut-down"))
        .extracting(f -> f.severity() + " " + f.location().symbol() + " " + f.count())
        .containsExactlyInAnyOrder(
            "WARNING example.pool.Broken.fixed 1",
            "NOTE example.pool.Broken.forkJoin 1",
            "WARNING example.pool.Broken.perRequest 7",
            "ERROR example.pool.Broken.busy 1",
            "NOTE example.pool.Broken.daemon 1");
    assertThat(r.findings())
        .extracting(Finding::message)
        .anyMatch(m -> m.contains("with 2 live threads") && m.contains("2 running"));
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void aPoolAtWorkWhenTheProgramHaltsIsTold(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Broken.class).on(jdk).options("detectors=pool").args("halt-busy").run();
    assertThat(r.findings()).hasSize(1);
    Finding f = r.findings().get(0);
    assertThat(f.ruleId()).isEqualTo("pool-not-shut-down");
    assertThat(f.severity()).isEqualTo(Severity.ERROR);
    assertThat(f.location().symbol()).isEqualTo("example.pool.Broken.busy");
    assertThat(f.message()).contains("with 2 live threads", "2 running");
    assertThat(r.log().problems()).isEmpty();
  }

  static Stream<Arguments> codes() {
    return onEach(
        Arguments.of("exit-daemon", "0", 9),
        Arguments.of("exit-daemon", "7", 7),
        Arguments.of("return-daemon", "", 9),
        Arguments.of("throw-daemon", "", 1));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void onlyACleanExitCodeIsReplaced(Jdk jdk, String way, String argument, int code)
      throws Exception {
    AgentRun.Result r =
        AgentRun.of(Broken.class)
            .on(jdk)
            .options("detectors=pool", "exitcode=9", "fail-on=note")
            .args(way, argument)
            .run();
    assertThat(r.exitCode()).isEqualTo(code);
    assertThat(r.findings()).hasSize(1);
    assertThat(r.log().end()).isNotNull();
  }

  static List<Jdk> withVirtualThreads() {
    return Jdk.from(21);
  }

  @ParameterizedTest
  @MethodSource("withVirtualThreads")
  void executorsOfOneThreadPerTaskArePoolsAndVirtualThreadsAreNotForThem(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Virtual.class).on(jdk).options("detectors=pool").args("pools", "all").run();
    assertThat(r.findings())
        .extracting(f -> f.ruleId() + " " + f.severity() + " " + f.message().replace('`', ' '))
        .satisfiesExactlyInAnyOrder(
            m -> assertThat(m).startsWith("pooled-virtual-threads WARNING").contains(".pooled "),
            m ->
                assertThat(m)
                    .startsWith("pool-not-shut-down ERROR  Executors.newThreadPerTaskExecutor ")
                    .contains(".perTask , with 1 live thread ( job ), 1 running"));
    assertThat(r.log().problems()).isEmpty();
  }

  static Stream<Arguments> mended() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, new String[0]), Arguments.of(jdk, new String[] {"exit"})));
  }

  @ParameterizedTest
  @MethodSource("mended")
  void poolsThatAreShutDownAreNot(Jdk jdk, String[] args) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Mended.class).on(jdk).options("detectors=pool", "linger=1s").args(args).run();
    assertThat(r.exitCode()).isZero();
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
    assertThat(r.stdout()).contains(args.length == 0 ? "done" : "Executor");
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void poolsThatAreUsedTheWrongWayAreTold(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Uses.class).on(jdk).options("detectors=pool,task").args("wrong").run();
    assertThat(r.findings())
        .extracting(f -> f.ruleId() + f.location().symbol().replace("example.pool.Uses", ""))
        .containsExactlyInAnyOrder(
            "submit-and-get.oneByOne",
            "await-before-shutdown.awaitFirst",
            "task-rejected-unseen.discards",
            "task-rejected-unseen.dropsOldest",
            "task-rejected-unseen.handlesNothing",
            "task-rejected-unseen.handlesNothingByName",
            "task-rejected-unseen.handlesNothingByReference",
            "task-rejected-unseen.swallows",
            "pool-not-shut-down.useAndForget",
            "caller-ran-task.callsRun",
            "pool-not-shut-down.notAwaited");
    assertThat(r.findings("submit-and-get").get(0).count()).isEqualTo(5);
    assertThat(r.findings("pool-not-shut-down"))
        .extracting(Finding::message)
        .anyMatch(m -> m.contains("but not awaited"))
        .anyMatch(m -> m.endsWith("became unreachable and was never shut down"));
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void usesThatOnlyLookWrongAreNot(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Uses.class).on(jdk).options("detectors=pool,task").args("right").run();
    assertThat(r.exitCode()).isZero();
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }
}
