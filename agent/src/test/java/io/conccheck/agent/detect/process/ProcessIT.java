package io.conccheck.agent.detect.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import example.process.Broken;
import example.process.Mended;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessIT {

  private static final Pattern PRESUMED = Pattern.compile("` \\(pid (\\d+)\\), presumably");

  private final List<Long> leftBehind = new ArrayList<>();

  /** What must be found and the method that must be named, for each way to go wrong. */
  static Stream<Arguments> broken() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "orphan-halt", List.of("orphan-process orphan")),
                    Arguments.of(jdk, "grandchild", List.of("orphan-process grandchild")),
                    Arguments.of(jdk, "background", List.of("orphan-process background")),
                    Arguments.of(
                        jdk,
                        "many",
                        List.of(
                            "orphan-process orphan",
                            "stale-pid stalePid",
                            "stale-pid staleKill",
                            "stale-pid staleScript",
                            "orphan-process session",
                            "unreaped-process unreaped",
                            "unreaped-process garbage",
                            "destroyed-not-awaited destroyed",
                            "destroyed-not-awaited stubborn",
                            "orphan-process stubborn",
                            "timed-wait-ignored timedWait",
                            "zombie-process zombie",
                            "undrained-process undrained"))));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsNotLookedAfterIsFound(Jdk jdk, String way, List<String> wanted) throws Exception {
    AgentRun.Result r =
        remember(AgentRun.of(Broken.class).on(jdk).options("detectors=process").args(way).run());
    for (Finding f : r.findings()) {
      Matcher pid = PRESUMED.matcher(f.message());
      if (pid.find()) {
        leftBehind.add(Long.parseLong(pid.group(1)));
      }
    }
    String type = "example.process.Broken.";
    assertThat(r.findings())
        .extracting(f -> f.ruleId() + " " + f.location().symbol().replace(type, ""))
        .containsExactlyInAnyOrderElementsOf(wanted);
    for (Finding f : r.findings()) {
      assertThat(f.location().path()).isEqualTo("example/process/Broken.java");
      assertThat(f.location().line()).isPositive();
      assertThat(f.traces().get(0).thread()).isEqualTo("main");
    }
    assertThat(r.log().end().status()).isEqualTo(LogRecord.End.COMPLETE);
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void whatIsLookedAfterIsNot(Jdk jdk) throws Exception {
    AgentRun.Result r =
        remember(AgentRun.of(Mended.class).on(jdk).options("detectors=process").run());
    assertThat(r.stdout()).endsWith("done\n");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
    assertThat(r.log().events("child-started")).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void secretsAreMaskedAndTheExitCodeIsSet(Jdk jdk) throws Exception {
    AgentRun.Result r =
        remember(
            AgentRun.of(Broken.class)
                .on(jdk)
                .options("detectors=process", "exitcode=9")
                .args("secret")
                .run());
    assertThat(r.exitCode()).isEqualTo(9);
    assertThat(r.stderr())
        .startsWith(
            "conccheck: error orphan-process: child process `sh -c read x --password=***` (pid ")
        .contains("1 finding (1 error)")
        .doesNotContain("geheim");
    assertThat(r.log().records().toString()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void aNamedDaemonMayStay(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Broken.class)
            .on(jdk)
            .options("detectors=process", "allow-process=sleep 21*", "exitcode=9")
            .args("orphan")
            .run();
    assertThat(r.findings()).isEmpty();
    assertThat(r.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void theChildOfAKilledProgramIsInTheLog(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Broken.class)
            .on(jdk)
            .options("detectors=process")
            .args("wait-to-be-killed")
            .start()
            .awaitOutput("started");
    Thread.sleep(1000);
    running.process().destroyForcibly();
    AgentRun.Result r = remember(running.await());
    LogRecord.Event child = r.log().events("child-started").get(0);
    ProcessHandle handle = ProcessHandle.of((Long) child.data().get("pid")).orElseThrow();
    assertThat(handle.info().startInstant().orElseThrow().toEpochMilli())
        .isEqualTo(child.data().get("startedAt"));
    assertThat(child.data().get("frames").toString()).contains("example.process.Broken");
    assertThat(r.log().events("child-ended")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void whatOnlyItsTimeTiesToAChildIsPresumedItsOwnIfNobodyElseWasThere(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Broken.class)
            .launcher("setsid", "--wait") // a group of its own
            .on(jdk)
            .options("detectors=process")
            .args("background-quiet")
            .run();
    assertThat(r.findings()).extracting(Finding::ruleId).containsExactly("orphan-process");
    Finding f = r.findings().get(0);
    assertThat(f.severity()).isEqualTo(Severity.WARNING);
    assertThat(f.confidence()).isEqualTo(Confidence.SUSPECTED);
    Matcher pid = PRESUMED.matcher(f.message());
    assertThat(pid.find()).as(f.message()).isTrue();
    leftBehind.add(Long.parseLong(pid.group(1)));
  }

  /** A program beside it, of the same group, leaves a process while a child runs. */
  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void strayOfAnotherProgramIsNotBlamed(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Broken.class)
            .on(jdk)
            .options("detectors=process")
            .args("slow-child")
            .start()
            .awaitOutput("started");
    Process other = new ProcessBuilder("sh", "-c", "sleep 250 >/dev/null 2>&1 & echo $!").start();
    String stray = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    leftBehind.add(Long.parseLong(stray.strip()));
    running.process().getOutputStream().close();
    AgentRun.Result r = running.await();
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().events("child-ended")).hasSize(1);
  }

  /** Skipped, and told so, where nobody may make process namespaces. */
  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void whatProcessOneAdoptsAndDoesNotCollectIsTold(Jdk jdk) throws Exception {
    String[] unshare = {"unshare", "--map-root-user", "--pid", "--fork", "--mount-proc"};
    List<String> attempt = new ArrayList<>(List.of(unshare));
    attempt.add("true");
    assumeTrue(new ProcessBuilder(attempt).start().waitFor() == 0, "`unshare` is not allowed here");
    AgentRun.Running running =
        AgentRun.of(Broken.class)
            .launcher(unshare)
            .on(jdk)
            .options("detectors=process")
            .args("adopted")
            .start();
    Path stderr = running.folder().resolve("stderr");
    while (running.process().isAlive() && !Files.readString(stderr).contains("zombie-process")) {
      Thread.sleep(100);
    }
    running.process().getOutputStream().close();
    running.await();
    assertThat(FindingsLog.read(running.folder().resolve("conccheck-1.jsonl")).findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.ruleId()).isEqualTo("zombie-process");
              assertThat(f.location().symbol()).isEqualTo("example.process.Broken.adopted");
              assertThat(f.message()).contains("`sleep` (pid ", "the JVM is process 1 here");
              assertThat(f.help()).contains("init");
            });
  }

  private AgentRun.Result remember(AgentRun.Result r) {
    r.log().events("child-started").forEach(e -> leftBehind.add((Long) e.data().get("pid")));
    return r;
  }

  @AfterEach
  void endWhatWasLeftBehind() {
    for (long pid : leftBehind) {
      ProcessHandle.of(pid)
          .filter(h -> h.info().command().orElse("").matches(".*/(sleep|sh|dash|bash|head)"))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
