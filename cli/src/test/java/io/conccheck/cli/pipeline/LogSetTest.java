package io.conccheck.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.cli.testkit.Found;
import io.conccheck.findings.log.FindingsLogWriter;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSetTest {

  @TempDir Path folder;

  private Path log(String name, LogRecord... more) throws IOException {
    Path file = folder.resolve(name);
    try (FindingsLogWriter writer = FindingsLogWriter.create(file)) {
      writer.write(new LogRecord.Header(0, "t", 42, null, 0));
      writer.write(new LogRecord.Found(Found.race()));
      for (LogRecord r : more) {
        writer.write(r);
      }
    }
    return file;
  }

  private static LogSet set(Path file) {
    LogSet set = new LogSet();
    set.add(file);
    return set;
  }

  @Test
  void aWholeLogHasNoProblem() throws IOException {
    LogSet set = set(log("a", new LogRecord.End(LogRecord.End.COMPLETE, "why not", 1)));
    assertThat(set.problems()).isEmpty();
    assertThat(set.findings()).containsExactly(Found.race());
  }

  @Test
  void aLogWithoutEndIsOfAKilledProcess() throws IOException {
    LogSet set = set(log("a"));
    assertThat(set.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("42"));
    assertThat(set.findings()).hasSize(1);
  }

  @Test
  void aTornLogTellsWhere() throws IOException {
    Path file = log("a");
    Files.writeString(file, "{\"ruleId\":", StandardOpenOption.APPEND);
    assertThat(set(file).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("line 3"));
  }

  @Test
  void anIncompleteLogTellsItsReasonOnce() throws IOException {
    LogRecord.End end = new LogRecord.End(LogRecord.End.INCOMPLETE, "two failures", 1);
    assertThat(set(log("a", end)).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).isEqualTo("two failures"));
    LogRecord.Problem problem = new LogRecord.Problem("agent", "weaving", 0, "failed", "");
    assertThat(set(log("b", problem, end)).problems()).containsExactly(problem);
  }

  @Test
  void whatIsNoLogIsAProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "hello");
    assertThat(set(file).problems()).hasSize(1);
    assertThat(set(folder.resolve("none")).problems()).hasSize(1);
  }
}
