package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import example.exit.Ways;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.log.LogRecord;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent sees the JVM end, however it ends, and changes nothing of it. */
class ExitIT {

  private static final String JDKS = "io.conccheck.agent.testkit.Jdk#all";

  @ParameterizedTest
  @MethodSource(JDKS)
  void ofMainReturning(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Ways.class).on(jdk).args("return").run();
    assertThat(r.exitCode()).isZero();
    assertThat(r.stdout()).isEqualTo("returning\nhook ended\n");
    assertThat(r.stderr())
        .isEqualTo("conccheck: nothing found; log " + r.logFile().toRealPath() + "\n");
    assertComplete(r);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void ofSystemExit(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Ways.class).on(jdk).args("exit", "7").run();
    assertThat(r.exitCode()).isEqualTo(7);
    assertThat(r.stdout()).isEqualTo("hook ended\n");
    assertComplete(r);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void ofAnUncaughtException(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Ways.class).on(jdk).args("throw").run();
    assertThat(r.exitCode()).isEqualTo(1);
    assertThat(r.stderr()).contains("IllegalStateException: on purpose", "nothing found");
    assertComplete(r);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void ofHalt(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Ways.class).on(jdk).args("halt", "3").run();
    assertThat(r.exitCode()).isEqualTo(3);
    assertThat(r.stdout()).isEmpty();
    assertComplete(r);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void ofHaltInAHook(Jdk jdk) throws Exception {
    AgentRun.Result r = AgentRun.of(Ways.class).on(jdk).args("halt-in-hook").run();
    assertThat(r.exitCode()).isZero();
    assertComplete(r);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void ofASignal(Jdk jdk) throws Exception {
    AgentRun.Running running = AgentRun.of(Ways.class).on(jdk).args("wait").start();
    running.awaitOutput("waiting").process().destroy();
    AgentRun.Result r = running.await();
    assertThat(r.exitCode()).isEqualTo(128 + 15);
    assertThat(r.stdout()).endsWith("hook ended\n");
    assertComplete(r);
  }

  @ParameterizedTest
  @MethodSource(JDKS)
  void aKilledProgramLeavesALogWithoutAnEnd(Jdk jdk) throws Exception {
    AgentRun.Running running = AgentRun.of(Ways.class).on(jdk).args("wait").start();
    running.awaitOutput("waiting");
    running.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    AgentRun.Result r = running.await();
    assertThat(r.log().end()).isNull();
    assertThat(r.log().header().command()).isEqualTo(Ways.class.getName() + " wait");
  }

  private static void assertComplete(AgentRun.Result r) {
    assertThat(r.log().end()).isEqualTo(new LogRecord.End(LogRecord.End.COMPLETE, null, 0));
  }
}
