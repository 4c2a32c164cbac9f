package io.conccheck.agent.detect.task;

import static org.assertj.core.api.Assertions.assertThat;

import example.task.Broken;
import example.task.BrokenStages;
import example.task.Mended;
import example.task.MendedStages;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Trace;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskIT {

  static Stream<Arguments> broken() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "kept", "unread-task-failure"),
                    Arguments.of(jdk, "once", "unread-task-failure"),
                    Arguments.of(jdk, "plain", "unread-task-failure"),
                    Arguments.of(jdk, "all", "unread-task-failure"),
                    Arguments.of(jdk, "periodic", "periodic-task-died")));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aFailureThatNobodyReadsIsTold(Jdk jdk, String way, String id) throws Exception {
    AgentRun.Result r = AgentRun.of(Broken.class).on(jdk).options("detectors=task").args(way).run();
    assertThat(r.findings()).hasSize(1);
    assertSaid(r.findings().get(0), id);
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void aFailureThatNobodyCanReadAnyMoreIsToldAtOnce(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Broken.class).on(jdk).options("detectors=task").args("dropped").start();
    running.awaitOutput("halting");
    running.process().destroyForcibly();
    AgentRun.Result r = running.await();
    assertThat(r.findings()).hasSize(1);
    assertSaid(r.findings().get(0), "unread-task-failure");
  }

  private static void assertSaid(Finding f, String id) {
    assertThat(f.ruleId()).isEqualTo(id);
    assertThat(f.message())
        .contains("task `example.task.Broken.lambda$", "java.lang.IllegalArgumentException: -1");
    assertThat(f.location().symbol()).isEqualTo("example.task.Broken.parse");
    assertThat(origin(f)).startsWith("main example.task.Broken.").doesNotContain("lambda");
  }

  /** Thread and method that handed the task in; empty if not known. */
  private static String origin(Finding f) {
    return f.traces().stream()
        .filter(t -> t.role().equals(Trace.CREATOR))
        .map(
            t ->
                t.thread() + " " + t.frames().get(0).className() + "." + t.frames().get(0).method())
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void failuresThatAreReadOrMeantAreNot(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Mended.class).on(jdk).options("detectors=task").run();
    assertThat(r.stdout()).endsWith("done\n").contains("told");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void failuresOfStagesAndTimersAreTold(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(BrokenStages.class).on(jdk).options("detectors=task").run();
    assertThat(r.findings())
        .extracting(f -> f.ruleId() + " " + f.message().replaceAll(".*Exception: (.*?)`.*", "$1"))
        .containsExactlyInAnyOrder(
            "unread-task-failure supplied",
            "unread-task-failure chained",
            "unread-task-failure at once",
            "unread-task-failure later",
            "unread-task-failure given",
            "unread-task-failure born",
            "unread-task-failure twin",
            "unread-task-failure twin",
            "unread-task-failure forked",
            "unread-task-failure adapted",
            "periodic-task-died timer");
    assertThat(r.findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    assertThat(r.findings())
        .filteredOn(f -> !f.message().contains("a future that")) // the program fails these itself
        .allSatisfy(f -> assertThat(origin(f)).startsWith("main example.task.BrokenStages."));
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void failuresOfStagesThatAreReadAreNot(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(MendedStages.class).on(jdk).options("detectors=task").run();
    assertThat(r.stdout()).endsWith("done\n");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }
}
