package io.conccheck.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line by itself: help, errors, suggestions, explanations. */
class CommandLineIT {

  @TempDir Path folder;
  private Conccheck conccheck;

  @BeforeEach
  void makeAFolderToScan() throws IOException {
    conccheck = new Conccheck(folder);
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/A.java"), "class A {}\n");
    Files.writeString(folder.resolve("notes.txt"), "no source\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scan", "run", "report", "explain", "rules", "demo", "doctor", "completion"})
  void everyCommandHasHelp(String command) throws Exception {
    Conccheck.Result help = conccheck.run(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.stdout()).contains("Usage: conccheck " + command);
    assertThat(help.stderr()).isEmpty();
    assertThat(conccheck.run("--help").stdout()).contains("  " + command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "sacn src => unknown command `sacn`; did you mean `scan`?",
        "scan --fromat text src => unknown option `--fromat`; did you mean `--format`?",
        "scan --format sarf src => unknown format `sarf`; did you mean `sarif`?",
        "scan --fail-on eror src => unknown severity `eror`; did you mean `error`?",
        "scan srcc => `srcc` does not exist; did you mean `src`?",
        "scan notes.txt => `notes.txt` is neither a folder",
        "scan --rules wait-outside-lop src => unknown rule `wait-outside-lop`; did you mean `wait-outside-loop`?",
        "scan --classpath src:nowhere.jar src => `nowhere.jar` does not exist",
        "scan --exclude [ src => `[` is no glob",
        "scan -o sarif src => `sarif` is no output",
        "scan -o sarif=none/x.sarif src => does not exist",
        "scan -j many src => invalid value for option `--jobs`",
        "scan => missing required parameter",
        "run --detectos race -- true => unknown option `--detectos`; did you mean `--detectors`?",
        "run --agent detectos=race -- true => unknown agent option `detectos`; did you mean `detectors`?",
        "run --agent out=x -- true => `out` is not yours to set",
        "run --timeout -1 -- true => `--timeout` takes seconds",
        "run -- ./no-such-program => cannot be started",
        "explain data-rcae => unknown rule `data-rcae`; did you mean `data-race`?",
        "report none.jsonl => `none.jsonl` does not exist",
        "rules --format yaml => unknown format `yaml`",
        "'' => no command given"
      })
  void wrongUsageIsTwoWithTheCauseLastAndASuggestion(String line, String cause) throws Exception {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    Conccheck.Result result = conccheck.run(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.lastError()).startsWith("conccheck: ").contains(cause);
    assertThat(result.stdout()).isEmpty();
  }

  @Test
  void explainPrintsCardsAndTopics() throws Exception {
    assertThat(conccheck.run("explain", "data-race").stdout()).contains("## Bad", "## Good");
    assertThat(conccheck.run("explain", "crossing-processes").stdout()).contains("ProcessBuilder");
    assertThat(conccheck.run("explain", "process-thread-coroutine").stdout()).contains("virtual");
    assertThat(conccheck.run("explain").stdout())
        .contains("crossing-processes", "process-thread-coroutine");
  }

  @Test
  void rulesListsBothEyesAsTableAndAsJson() throws Exception {
    assertThat(conccheck.run("rules").stdout())
        .startsWith("id ")
        .containsPattern("data-race +error +observed +runtime +\\S")
        .containsPattern("wait-outside-loop +\\w+ +pattern +source +\\S");
    Conccheck.Result json = conccheck.run("rules", "--format", "json");
    Object rules = io.conccheck.findings.json.JsonReader.read(json.stdout());
    assertThat((java.util.List<?>) rules).hasSizeGreaterThan(10);
  }

  @Test
  void completionKnowsTheCommandsAndTheirOptions() throws Exception {
    Conccheck.Result script = conccheck.run("completion");
    assertThat(script.exitCode()).isZero();
    assertThat(script.stdout()).contains("complete -F", "--fail-on", "doctor", "--detectors");
  }

  @Test
  void doctorFindsThisMachineFit() throws Exception {
    Conccheck.Result result = conccheck.run("doctor");
    assertThat(result.stdout()).contains("ok    the agent starts", "boot loader", "process 1");
    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
  }

  @Test
  void doctorNamesOtherAgents() throws Exception {
    // An option that does nothing, so that conccheck's own JVM starts with it.
    conccheck.environment(
        "JDK_JAVA_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n");
    assertThat(conccheck.run("doctor").stdout()).contains("warn  JDK_JAVA_OPTIONS brings another");
  }
}
