package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import example.exit.Ways;
import io.conccheck.agent.testkit.AgentRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options from all four sources, under the packaged agent. */
class OptionsIT {

  @TempDir Path folder;

  @Test
  void quietSaysNothing() throws Exception {
    AgentRun.Result r = AgentRun.of(Ways.class).options("quiet=true").args("return").run();
    assertThat(r.stderr()).isEmpty();
    assertThat(r.log().end()).isNotNull();
  }

  @Test
  void theArgumentWinsOverPropertyOverVariableOverFile() throws Exception {
    Files.writeString(folder.resolve("conccheck.properties"), "out=from-file-%p\nquiet=true\n");
    run(AgentRun.of(Ways.class));
    assertThat(logs("from-file-")).isEqualTo(1);
    run(AgentRun.of(Ways.class).environment("CONCCHECK_OUT", "from-variable-%p"));
    assertThat(logs("from-variable-")).isEqualTo(1);
    run(
        AgentRun.of(Ways.class)
            .environment("CONCCHECK_OUT", "from-variable-%p")
            .jvm("-Dconccheck.out=from-property-%p"));
    assertThat(logs("from-property-")).isEqualTo(1);
    run(
        AgentRun.of(Ways.class)
            .options("out=sub/from-argument-%p")
            .jvm("-Dconccheck.out=from-property-%p"));
    assertThat(folder.resolve("sub")).isDirectoryContaining("glob:**/from-argument-*");
    assertThat(logs("from-")).isEqualTo(3);
  }

  @Test
  void whatCannotBeReadCostsOneLineEach() throws Exception {
    AgentRun.Result r =
        AgentRun.of(Ways.class).options("quit=true", "claims=a.Tour.run").args("return").run();
    assertThat(r.stderr())
        .startsWith(
            """
            conccheck: unknown option `quit` in the agent argument; did you mean `quiet`?
            conccheck: `a.Tour.run` is no value for `claims`, which takes ORIGIN:UNITS, such as com.acme.Tour.run:3
            """);
    assertThat(r.exitCode()).isZero();
  }

  @Test
  void aLogThatCannotBeWrittenCostsOneLine() throws Exception {
    AgentRun.Result r =
        AgentRun.of(Ways.class).options("out=/dev/null/x", "quiet=true").args("exit", "5").run();
    assertThat(r.stderr()).startsWith("conccheck: no findings log: ").hasLineCount(1);
    assertThat(r.exitCode()).isEqualTo(5);
  }

  private void run(AgentRun run) throws Exception {
    AgentRun.Result r = run.in(folder).args("return").run();
    assertThat(r.stderr()).isEmpty();
  }

  private long logs(String prefix) throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).count();
    }
  }
}
