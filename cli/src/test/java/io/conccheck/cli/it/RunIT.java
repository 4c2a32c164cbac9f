package io.conccheck.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.Finding;
import io.conccheck.findings.log.FindingsLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import programs.Clean;
import programs.Daemoniser;
import programs.HangsTwice;
import programs.Parent;
import programs.Racy;
import programs.Sleeper;

/** {@code conccheck run} with the real agent and real programs. */
class RunIT {

  @TempDir Path folder;
  private Conccheck conccheck;

  @BeforeEach
  void here() {
    conccheck = new Conccheck(folder);
  }

  private Conccheck.Result run(List<String> options, String... command) throws Exception {
    return conccheck.run(Conccheck.run(options, command));
  }

  @Test
  void aCleanProgramIsZeroAndItsStreamsAreItsOwn() throws Exception {
    Conccheck.Result result = run(List.of(), Conccheck.program(Clean.class));
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(result.stdout()).startsWith("out\n").contains("no findings in 1 JVM");
    assertThat(result.stderr().lines().filter(l -> !l.startsWith("Picked up JAVA_TOOL_OPTIONS")))
        .containsExactly("err");
  }

  @Test
  void aRaceIsFoundOnceWithBothSides() throws Exception {
    Conccheck.Result result =
        run(List.of("-o", "jsonl=out.jsonl", "-v"), Conccheck.program(Racy.class));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.lastError()).isEqualTo("conccheck: 1 finding at or above `error`");
    assertThat(result.stdout()).contains("error: data-race: ", "programs.Racy.hits", "counter");
    List<Finding> findings = FindingsLog.read(folder.resolve("out.jsonl")).findings();
    assertThat(findings)
        .singleElement()
        .satisfies(f -> assertThat(f.traces()).hasSize(2))
        .satisfies(f -> assertThat(f.subject().symbols()).containsExactly("programs.Racy.hits"));
  }

  @Test
  void theProgramsOwnCodeComesFirst() throws Exception {
    Conccheck.Result result = run(List.of(), Conccheck.program(Racy.class, "9"));
    assertThat(result.exitCode()).isEqualTo(9);
    assertThat(result.lastError()).contains("ended with code 9");
    assertThat(result.stdout()).contains("data-race");
    assertThat(run(List.of(), "sh", "-c", "kill -TERM $$").exitCode()).isEqualTo(143);
  }

  @Test
  void childJvmsAndWrappersAreWatchedOnceEach() throws Exception {
    Conccheck.Result result = run(List.of("--logs", "logs"), Conccheck.program(Parent.class));
    assertThat(result.stdout()).contains("child: 0", "1 finding", "in 2 JVMs");
    assertThat(result.stderr()).doesNotContain("already there");
    try (Stream<Path> logs = Files.walk(folder.resolve("logs"))) {
      assertThat(logs.filter(f -> f.toString().endsWith(".jsonl"))).hasSize(2);
    }
    String line = String.join(" ", Conccheck.program(Racy.class));
    Conccheck.Result wrapped = run(List.of("--fail-on", "never"), "sh", "-c", line + "; exit 0");
    assertThat(wrapped.stdout()).contains("data-race", "in 1 JVM");
    assertThat(wrapped.exitCode()).isZero();
  }

  @Test
  void theMainClassChoosesTheJvm() throws Exception {
    Conccheck.Result result =
        run(List.of("--jvm", "programs.Rac*"), Conccheck.program(Parent.class));
    assertThat(result.stdout()).contains("data-race", "in 1 JVM");
    Conccheck.Result none = run(List.of("--jvm", "com.acme.**"), Conccheck.program(Clean.class));
    assertThat(none.exitCode()).isEqualTo(3);
  }

  @Test
  void agentOptionsReachTheAgent() throws Exception {
    Conccheck.Result named =
        run(List.of("--exclude", "programs.**"), Conccheck.program(Racy.class));
    assertThat(named.stdout()).contains("no findings");
    Conccheck.Result pair =
        run(List.of("--agent", "exclude=a.b,programs.*"), Conccheck.program(Racy.class));
    assertThat(pair.stdout()).contains("no findings");
  }

  @Test
  void anAgentThatNeverStartedIsThree() throws Exception {
    Conccheck.Result result = run(List.of(), "true");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.lastError()).contains("the agent never started");
  }

  @Test
  void aTimeOutEndsTheProgramAndIsThree() throws Exception {
    Conccheck.Result result = run(List.of("--timeout", "4"), Conccheck.program(Sleeper.class));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).startsWith("sleeping").contains("in 1 JVM");
    assertThat(result.lastError()).contains("ended after 4 s");
  }

  @Test
  void whatStoppedAnsweringIsStartedAgainAndItsStacksAreKept() throws Exception {
    List<String> options = List.of("--watchdog", "1", "--restart", "2", "--logs", "kept");
    Conccheck.Result result = run(options, Conccheck.program(HangsTwice.class));
    assertThat(result.exitCode()).as(result.stderr()).isEqualTo(1); // the hang gates
    assertThat(result.stdout()).contains("answered", "stranded-wait", "in 3 JVMs");
    assertThat(result.stderr()).contains("stopped answering", "restart 1 of 2", "restart 2 of 2");
    try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
      List<Path> dumps = files.filter(f -> f.toString().endsWith("-dump.txt")).sorted().toList();
      assertThat(dumps).hasSize(2);
      for (int i = 0; i < dumps.size(); i++) {
        assertThat(dumps.get(i).getFileName()).asString().startsWith("try-" + (i + 1));
        assertThat(Files.readString(dumps.get(i))).contains("programs.HangsTwice.main");
      }
    }
  }

  @Test
  void aKilledJvmIsIncompleteAndItsChildIsFound() throws Exception {
    Process process =
        conccheck.start(Conccheck.run(List.of(), Conccheck.program(Daemoniser.class)));
    conccheck.awaitOutput(process, "child=");
    String line = Files.readString(folder.resolve("stdout.txt")).strip();
    long child = Long.parseLong(line.replaceAll("child=(\\d+).*", "$1"));
    long jvm = Long.parseLong(line.replaceAll(".*self=(\\d+)", "$1"));
    Thread.sleep(500); // the event of the child's start is written by another thread
    ProcessHandle.of(jvm).orElseThrow().destroyForcibly();
    Conccheck.Result result = conccheck.await(process);
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(result.exitCode()).isEqualTo(137);
    assertThat(result.stdout())
        .contains("orphan-process", "sleep 47", "(pid " + child + ")", "programs.Daemoniser.main")
        .contains("the log has no end");
  }

  @Test
  void sourcesAreFoundAndTheReportCorroborates() throws Exception {
    Path sources = Path.of("src/test/java").toAbsolutePath();
    run(List.of("-o", "jsonl=run.jsonl"), Conccheck.program(Racy.class));
    Conccheck.Result report =
        conccheck.run("report", "-q", "--source", sources.toString(), "run.jsonl");
    assertThat(report.stdout()).startsWith(sources + "/programs/Racy.java:");
  }

  @Test
  void theCommandMayHaveBlanksInItsArguments() throws Exception {
    Conccheck.Result result =
        run(List.of("--fail-on", "never"), "sh", "-c", "printf '[%s]' \"$1\"", "x", "a  b");
    assertThat(result.stdout()).startsWith("[a  b]");
  }
}
