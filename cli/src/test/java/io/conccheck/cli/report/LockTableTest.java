package io.conccheck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.cli.pipeline.LockRow;
import io.conccheck.cli.pipeline.LockTable;
import io.conccheck.cli.pipeline.Pipeline;
import io.conccheck.cli.pipeline.Report;
import io.conccheck.cli.pipeline.Verdict;
import io.conccheck.cli.report.jsonl.JsonLinesFormat;
import io.conccheck.cli.report.text.TextFormat;
import io.conccheck.findings.card.CardCatalog;
import io.conccheck.findings.log.FindingsLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockTableTest {

  private static final LockRow HOT =
      new LockRow("com.acme.Cache.lock", 400_000, 31_020, 12_040, 88);
  private static final LockRow IDLE = new LockRow("com.acme.Idle", 5, 0, 0, 1);

  private static byte[] write(ReportFormat format, View.Detail detail, LockRow... rows)
      throws IOException {
    Report report = Pipeline.report(List.of(), List.of(), "a test").with(List.of(rows));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(
        report,
        new Verdict(0, null),
        new View(false, detail, "1", () -> CardCatalog.of(LockTableTest.class.getClassLoader())),
        out);
    return out.toByteArray();
  }

  private static String text(View.Detail detail, LockRow... rows) throws IOException {
    return new String(write(new TextFormat(), detail, rows), StandardCharsets.UTF_8);
  }

  @Test
  void whatWasWaitedForIsATable() throws IOException {
    String text = text(View.Detail.USUAL, HOT, IDLE);
    assertThat(text)
        .contains("400,000", "31,020", "12.0 s", "88 ms", "`com.acme.Cache.lock`")
        .doesNotContain("Idle");
    assertThat(text(View.Detail.USUAL, IDLE)).doesNotContain("locks that");
    assertThat(text(View.Detail.BRIEF, HOT)).doesNotContain("locks that");
  }

  @Test
  void aLogCarriesItOnAndLogsAddUp() throws IOException {
    byte[] bytes = write(new JsonLinesFormat(), View.Detail.USUAL, IDLE, HOT);
    FindingsLog log = FindingsLog.read(new ByteArrayInputStream(bytes), "a log");
    assertThat(LockTable.of(List.of(log))).containsExactly(HOT, IDLE);
    assertThat(LockTable.of(List.of(log, log)).get(0).acquisitions()).isEqualTo(800_000);
  }
}
