package io.conccheck.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A signal reaches the program exactly once, whether it was sent to conccheck alone or to the whole
 * process group, as a terminal does. {@code setsid} gives conccheck a group of its own.
 */
class SignalIT {

  private static final String PROGRAM =
      """
      trap 'echo got' INT TERM HUP
      echo ready
      while [ ! -f stop ]; do sleep 0.02; done
      exit 7
      """;

  @TempDir Path folder;

  private Process start(Conccheck conccheck) throws Exception {
    if (someAreIgnored()) {
      conccheck.under("env", "--default-signal=HUP,INT,TERM");
    }
    Process process =
        conccheck.under("setsid").start("run", "--fail-on", "never", "--", "sh", "-c", PROGRAM);
    conccheck.awaitOutput(process, "ready");
    return process;
  }

  /** Whoever runs the tests in the background of a script hands on that some are ignored. */
  private static boolean someAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    String line =
        Files.readAllLines(status).stream()
            .filter(l -> l.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    long hangUpInterruptTerminate = 1L | 1L << 1 | 1L << 14;
    return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & hangUpInterruptTerminate) != 0;
  }

  private static void send(String signal, String target) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-s", signal, "--", target).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  private void stopsAfterOne(Conccheck conccheck, Process process) throws Exception {
    conccheck.awaitOutput(process, "got");
    TimeUnit.MILLISECONDS.sleep(700); // time for a second one to arrive
    Files.createFile(folder.resolve("stop"));
    Conccheck.Result result = conccheck.await(process);
    assertThat(result.stdout().lines().filter("got"::equals)).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void sentToConccheckAloneItIsPassedOn(String signal) throws Exception {
    Conccheck conccheck = new Conccheck(folder);
    Process process = start(conccheck);
    send(signal, String.valueOf(process.pid()));
    stopsAfterOne(conccheck, process);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void sentToTheGroupItIsNotPassedOnAgain(String signal) throws Exception {
    Conccheck conccheck = new Conccheck(folder);
    Process process = start(conccheck);
    send(signal, "-" + process.pid());
    stopsAfterOne(conccheck, process);
  }

  @Test
  void sentToBothAtOnceItIsOne() throws Exception {
    Conccheck conccheck = new Conccheck(folder);
    Process process = start(conccheck);
    String both = "kill -TERM %d; kill -TERM -%d".formatted(process.pid(), process.pid());
    assertThat(new ProcessBuilder("sh", "-c", both).start().waitFor()).isZero();
    stopsAfterOne(conccheck, process);
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    Conccheck conccheck = new Conccheck(folder);
    Process process = start(conccheck);
    Files.createFile(folder.resolve("stop"));
    long pid = process.pid();
    conccheck.await(process);
    assertThat(
            ProcessHandle.allProcesses()
                .filter(p -> p.parent().map(ProcessHandle::pid).filter(i -> i == pid).isPresent()))
        .isEmpty();
  }
}
