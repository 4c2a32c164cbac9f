package io.conccheck.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {

  private static final String HEADER =
      "{\"conccheckLog\":1,\"minor\":0,\"tool\":\"t\",\"pid\":1,\"status\":\"running\"}\n";

  @TempDir private Path folder;

  private Fork.Outcome outcome(int exit, String log) throws IOException {
    Path file = folder.resolve("log.jsonl");
    Files.writeString(file, log);
    return Fork.outcome(exit, file, "");
  }

  @Test
  void aProgramWithoutALogIsToldOf() throws IOException {
    assertThat(Fork.outcome(0, folder.resolve("none"), "no agent").complaints())
        .contains("the agent wrote no log", "stderr: no agent");
  }

  @Test
  void aLogWithoutItsEndIsToldOf() throws IOException {
    assertThat(outcome(0, HEADER).complaints()).contains("the log has no end");
  }

  @Test
  void aTornLogIsToldOf() throws IOException {
    assertThat(outcome(0, HEADER + "{\"rule").complaints())
        .anyMatch(c -> c.startsWith("the log is torn"));
  }

  @Test
  void anExitCodeIsToldOf() throws IOException {
    assertThat(outcome(3, HEADER).complaints()).contains("ended with 3");
    assertThat(outcome(-1, HEADER).complaints()).contains("had to be ended");
  }
}
