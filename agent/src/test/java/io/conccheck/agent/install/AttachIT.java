package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import example.exit.Attached;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes to a program that already runs, and a second one stands back. */
class AttachIT {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void aRunningProgramCanBeWatched(Jdk jdk) throws Exception {
    Process program =
        new ProcessBuilder(
                jdk.java().toString(),
                "-cp",
                Path.of("target/test-classes").toAbsolutePath().toString(),
                Attached.class.getName())
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    AgentRun.Running running = new AgentRun.Running(program, folder);
    running.awaitOutput("ready");
    attach(jdk, program.pid());
    attach(jdk, program.pid());
    program.getOutputStream().close();
    AgentRun.Result r = running.await();
    assertThat(r.exitCode()).isZero();
    assertThat(r.stderr())
        .contains("conccheck: the agent is already there, this one stands back\n");
    assertThat(r.findings()).extracting(Finding::ruleId).containsExactly("pool-not-shut-down");
    assertThat(r.log().problems()).isEmpty();
    assertThat(r.log().end()).isNotNull();
  }

  private static void attach(Jdk jdk, long pid) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("attach", ".txt");
    String jar = Path.of("target/conccheck-agent.jar").toAbsolutePath().toString();
    String jcmd = jdk.home().resolve("bin/jcmd").toString();
    Process p =
        new ProcessBuilder(jcmd, Long.toString(pid), "JVMTI.agent_load", jar, "\"detectors=pool\"")
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(answer)).contains("return code: 0");
    Files.delete(answer);
  }
}
