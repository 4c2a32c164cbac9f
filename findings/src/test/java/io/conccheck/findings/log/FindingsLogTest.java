package io.conccheck.findings.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsLogTest {

  private static final LogRecord.Header HEADER =
      new LogRecord.Header(FindingsLog.MINOR, "test 1", 42, "com.acme.Main", 1_700_000_000_000L);
  private static final Finding RACE = Samples.race();
  private static final LogRecord.Problem PROBLEM =
      new LogRecord.Problem("parse", "A.java", 3, "does not parse", "Mend it.");
  private static final LogRecord.Event EVENT =
      new LogRecord.Event(
          "child-started", Map.of("pid", 7L, "frames", List.of(Map.of("line", 1L))));
  private static final LogRecord.End END =
      new LogRecord.End(LogRecord.End.INCOMPLETE, "because", 1);

  private static String written(LogRecord... records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (FindingsLogWriter writer = new FindingsLogWriter(bytes)) {
      for (LogRecord r : records) {
        writer.write(r);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static FindingsLog read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return FindingsLog.read(new ByteArrayInputStream(bytes), "test.jsonl");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    LogRecord[] all = {HEADER, PROBLEM, EVENT, new LogRecord.Found(RACE), END};
    FindingsLog log = read(written(all));
    assertThat(log.records()).containsExactly(all);
    assertThat(log.tear()).isNull();
    assertThat(log.header()).isEqualTo(HEADER);
    assertThat(log.findings()).containsExactly(RACE);
    assertThat(log.problems()).containsExactly(PROBLEM);
    assertThat(log.events("child-started")).containsExactly(EVENT);
    assertThat(log.events("other")).isEmpty();
    assertThat(log.end()).isEqualTo(END);
  }

  @Test
  void aLaterLineOfOneFindingReplacesTheEarlier() throws IOException {
    Finding more = RACE.toBuilder().count(99).build();
    FindingsLog log = read(written(HEADER, new LogRecord.Found(RACE), new LogRecord.Found(more)));
    assertThat(log.findings()).containsExactly(more);
  }

  @Test
  void everyPrefixOfALogIsReadUpToItsTear() throws IOException {
    String whole = written(HEADER, new LogRecord.Found(RACE), PROBLEM, END);
    int firstLine = whole.indexOf('\n');
    for (int length = firstLine + 1; length < whole.length(); length++) {
      FindingsLog log = read(whole.substring(0, length));
      String last = whole.substring(0, length).substring(whole.lastIndexOf('\n', length - 1) + 1);
      boolean lineWhole = last.isEmpty() || whole.charAt(length) == '\n';
      assertThat(log.tear() == null).as("cut after %d characters", length).isEqualTo(lineWhole);
      assertThat(log.header()).isEqualTo(HEADER);
    }
  }

  @Test
  void aTornLineTellsItsNumberAndWhatWasBeforeIt() throws IOException {
    String whole = written(HEADER, new LogRecord.Found(RACE));
    FindingsLog log = read(whole + "{\"ruleId\":\"data-r");
    assertThat(log.findings()).containsExactly(RACE);
    assertThat(log.tear()).startsWith("line 3: ");
    assertThat(log.end()).isNull();
  }

  @Test
  void aLogWithoutEndHasNone() throws IOException {
    assertThat(read(written(HEADER)).end()).isNull();
  }

  @Test
  void aNewerMinorIsReadAndWhatIsNewInItPassedOver() throws IOException {
    String text = written(HEADER, new LogRecord.Found(RACE), END);
    String newer =
        text.replace("\"minor\":0", "\"minor\":7,\"colour\":{\"deep\":[1]}")
            .replace("\"severity\":", "\"weight\":3,\"severity\":")
            .replace("{\"end\"", "{\"metric\":\"new kind of line\"}\n{\"end\"");
    FindingsLog log = read(newer);
    assertThat(log.header().minor()).isEqualTo(7);
    assertThat(log.findings()).containsExactly(RACE);
    assertThat(log.end()).isEqualTo(END);
    assertThat(log.tear()).isNull();
  }

  @Test
  void anotherMajorIsRefused() throws IOException {
    String other = written(HEADER).replace("\"conccheckLog\":1", "\"conccheckLog\":2");
    assertThatThrownBy(() -> read(other)).isInstanceOf(IOException.class).hasMessageContaining("2");
  }

  @Test
  void whatIsNoLogIsRefused() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> read("class A {}")).hasMessageContaining("test.jsonl");
    assertThatThrownBy(() -> read("{\"end\":\"complete\"}")).hasMessageContaining("header");
  }

  @Test
  void aFileIsWrittenWithItsFoldersAndReadByItsName(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a/b/log.jsonl");
    try (FindingsLogWriter writer = FindingsLogWriter.create(file)) {
      writer.write(HEADER);
      assertThat(FindingsLog.read(file).header()).as("readable at once").isEqualTo(HEADER);
    }
    assertThat(FindingsLog.read(file).name()).isEqualTo(file.toString());
  }
}
