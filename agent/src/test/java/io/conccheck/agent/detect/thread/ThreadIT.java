package io.conccheck.agent.detect.thread;

import static org.assertj.core.api.Assertions.assertThat;

import example.thread.Broken;
import example.thread.Crowded;
import example.thread.ManyAtOnce;
import example.thread.Mended;
import example.thread.Virtual;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadIT {

  private static final String LIFECYCLE = "detectors=thread,pool,process,task,queue,value,blocking";

  private static Stream<Arguments> each(String... words) {
    return Jdk.all().stream().flatMap(jdk -> Stream.of(words).map(word -> Arguments.of(jdk, word)));
  }

  static Stream<Arguments> endings() {
    return each("exit", "halt");
  }

  private static Map<String, String> told(AgentRun.Result r) {
    return r.findings().stream()
        .collect(
            Collectors.toMap(
                f -> f.location().symbol().replace("example.thread.Broken.", ""),
                f -> f.ruleId() + " " + f.severity() + " " + f.count(),
                (a, b) -> a + ", " + b,
                TreeMap::new));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void everyThreadLeftIsToldWithTheLineThatStartedIt(Jdk jdk, String ending) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Broken.class).on(jdk).options("detectors=thread").args(ending).run();
    assertThat(r.exitCode()).isZero();
    assertThat(told(r))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "waiter", "thread-not-joined WARNING 1",
                "acceptor", "thread-not-joined WARNING 1",
                "idleDaemon", "thread-not-joined NOTE 1",
                "busyDaemon", "thread-not-joined WARNING 1",
                "crew", "thread-not-joined WARNING 2",
                "subclass", "thread-not-joined WARNING 1",
                "leak", "thread-leak WARNING 4"));
    assertThat(r.log().problems()).isEmpty();
    assertThat(message(r, "busyDaemon"))
        .startsWith("daemon thread `busy-daemon` started in `example.thread.Broken.busyDaemon`")
        .contains("in the middle of work in `example.thread.Broken.compute`");
    assertThat(message(r, "acceptor")).contains("waiting for input or output in");
    assertThat(message(r, "crew")).endsWith("; 2 threads started there were left so");
  }

  private static String message(AgentRun.Result r, String method) {
    return r.findings().stream()
        .filter(f -> f.location().symbol().endsWith("." + method))
        .map(Finding::message)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void threadsThatASignalEndsAreNotes(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Broken.class).on(jdk).options("detectors=thread").args("wait").start();
    running.awaitOutput("ready").process().destroy();
    AgentRun.Result r = running.await();
    assertThat(r.findings("thread-not-joined"))
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(f -> f.severity() == Severity.NOTE);
    assertThat(r.findings("thread-leak")).hasSize(1);
  }

  static Stream<Arguments> mended() {
    return each("", "exit");
  }

  @ParameterizedTest
  @MethodSource("mended")
  void whatEndsProperlyAndTheJdksOwnThreadsAreNot(Jdk jdk, String way) throws Exception {
    AgentRun run = AgentRun.of(Mended.class).on(jdk).options(LIFECYCLE);
    AgentRun.Result r = (way.isEmpty() ? run : run.args(way)).run();
    assertThat(r.exitCode()).as(r.stderr()).isZero();
    assertThat(r.stdout()).contains("done");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }

  static List<Jdk> withVirtualThreads() {
    return Jdk.from(21);
  }

  @ParameterizedTest
  @MethodSource("withVirtualThreads")
  void virtualThreadsThatHaveNotFinishedAreTold(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Virtual.class).on(jdk).options("detectors=thread").args("drop").run();
    assertThat(r.findings("unfinished-virtual-threads"))
        .extracting(f -> f.location().symbol() + " " + f.count())
        .containsExactlyInAnyOrder(
            "example.thread.Virtual.start 3", "example.thread.Virtual.submitted 1");
    assertThat(r.findings()).hasSize(2);
    assertThat(AgentRun.of(Virtual.class).on(jdk).options(LIFECYCLE).run().findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("withVirtualThreads")
  void virtualThreadsWaitForTheAgentOnTheirCarriers(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Crowded.class).on(jdk).options("detectors=thread").run();
    assertThat(r.stdout()).contains("on its carrier: true", "through");
    assertThat(r.log().problems()).isEmpty();
  }

  /** Were what each knows of the others a word for each of them, they would need a gigabyte. */
  @ParameterizedTest
  @MethodSource("withVirtualThreads")
  void thousandsOfVirtualThreadsAtOnceNeedLittle(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(ManyAtOnce.class).on(jdk).jvm("-Xmx256m").args("8000").run();
    assertThat(r.stdout()).contains("counted 16000");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }
}
