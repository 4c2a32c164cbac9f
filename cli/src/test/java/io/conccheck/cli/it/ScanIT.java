package io.conccheck.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans by the packaged jar: formats against golden files, odd input, exit codes. */
class ScanIT {

  private static final String BROKEN =
      """
      package com.acme;

      class Mailbox {
        private String letter;

        synchronized String take() throws InterruptedException {
          if (letter == null) {
            wait();
          }
          return letter;
        }
      }
      """;

  @TempDir Path folder;
  private Conccheck conccheck;

  @BeforeEach
  void writeSources() throws IOException {
    conccheck = new Conccheck(folder);
    Path source = folder.resolve("src/com/acme/Mailbox.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, BROKEN);
  }

  private Conccheck.Result scan(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 3];
    all[0] = "scan";
    all[1] = "--rules";
    all[2] = "wait-outside-loop";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return conccheck.run(all);
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/golden", name));
  }

  @Test
  void textIsGolden() throws Exception {
    Conccheck.Result result = scan("src");
    assertThat(result.stdout()).isEqualTo(golden("scan.txt"));
    assertThat(result.stderr()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void quietIsOneLineAFinding() throws Exception {
    assertThat(scan("-q", "src").stdout()).isEqualTo(golden("scan-quiet.txt"));
  }

  @Test
  void jsonLinesAreGoldenAndReadAgain() throws Exception {
    Conccheck.Result result = scan("--format", "jsonl", "--fail-on", "warning", "src");
    assertThat(result.stdout().replaceFirst("conccheck [^\"]+", "conccheck VERSION"))
        .isEqualTo(golden("scan.jsonl"));
    assertThat(result.exitCode()).isEqualTo(1);
    Files.writeString(folder.resolve("scan.jsonl"), result.stdout());
    Conccheck.Result again = conccheck.run("report", "--fail-on", "never", "scan.jsonl");
    assertThat(again.stdout()).contains("wait-outside-loop", "1 finding");
    assertThat(again.exitCode()).isZero();
  }

  @Test
  void sarifMeetsTheOfficialSchema() throws Exception {
    Conccheck.Result result = scan("-o", "sarif=out.sarif", "-o", "jsonl=out.jsonl", "src");
    assertThat(result.stdout()).isEqualTo(golden("scan.txt"));
    try (InputStream in = ScanIT.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(in, InputFormat.JSON);
      String sarif = Files.readString(folder.resolve("out.sarif"));
      assertThat(schema.validate(sarif, InputFormat.JSON)).isEmpty();
      assertThat(sarif).contains("src/com/acme/Mailbox.java", "wait-outside-loop", "## Bad");
    }
    FindingsLog log = FindingsLog.read(folder.resolve("out.jsonl"));
    assertThat(log.findings()).hasSize(1);
    assertThat(log.end().status()).isEqualTo(LogRecord.End.COMPLETE);
  }

  @Test
  void theGateAndItsCause() throws Exception {
    Conccheck.Result gated = scan("--fail-on", "warning", "src");
    assertThat(gated.exitCode()).isEqualTo(1);
    assertThat(gated.lastError()).isEqualTo("conccheck: 1 finding at or above `warning`");
    Conccheck.Result weak = scan("--fail-on", "warning", "--fail-confidence", "suspected", "src");
    assertThat(weak.exitCode()).isZero();
  }

  @Test
  void aFileThatDoesNotParseIsToldAndTheRestGoesOn() throws Exception {
    Files.writeString(folder.resolve("src/Broken.java"), "class Broken {\n  int\n}\n");
    Conccheck.Result result = scan("src");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).contains("wait-outside-loop");
    assertThat(result.lastError()).matches("conccheck: incomplete: src/Broken.java:\\d+: .*");
    assertThat(scan("--fail-on", "warning", "src").exitCode()).isEqualTo(1);
  }

  @Test
  void anEmptyFolderIsToldAsSuch() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    Conccheck.Result result = scan("empty");
    assertThat(result.exitCode()).isZero();
    assertThat(result.stderr()).contains("no Java sources in `empty`");
  }

  @Test
  void archivesAndExcludesAndSeveralPaths() throws Exception {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("lib-sources.jar")))) {
      zip.putNextEntry(new ZipEntry("com/acme/Other.java"));
      zip.write(BROKEN.replace("Mailbox", "Other").getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertThat(scan("-q", "src", "lib-sources.jar").stdout())
        .contains("lib-sources.jar!/com/acme/Other.java:8", "src/com/acme/Mailbox.java:8");
    assertThat(scan("-q", "--exclude", "**/acme/M*", "src", "lib-sources.jar").stdout())
        .doesNotContain("Mailbox");
  }

  @Test
  void oddFilesDoNoHarm() throws Exception {
    Files.write(
        folder.resolve("src/Latin.java"), "class Latin { // \u00e4\n}".getBytes("ISO-8859-1"));
    Files.writeString(folder.resolve("src/Empty.java"), "");
    Files.createSymbolicLink(folder.resolve("src/loop"), folder.resolve("src"));
    StringBuilder huge = new StringBuilder("class Huge {\n");
    for (int i = 0; i < 50_000; i++) {
      huge.append("  int f").append(i).append(" = ").append(i).append(";\n");
    }
    Files.writeString(folder.resolve("src/Huge.java"), huge.append("}\n"));
    Conccheck.Result result = scan("src");
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(result.stdout()).contains("1 finding", "4 files");
  }

  @Test
  void equalInputGivesEqualBytesWhateverTheThreads() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(folder.resolve("src/M" + i + ".java"), BROKEN.replace("Mailbox", "M" + i));
    }
    String one = scan("-j", "1", "--format", "jsonl", "src").stdout();
    assertThat(scan("-j", "4", "--format", "jsonl", "src").stdout()).isEqualTo(one);
  }

  @Test
  void aCacheChangesNoByte() throws Exception {
    String samples = Path.of("../samples/src/main/java/io/conccheck/samples").toRealPath() + "";
    String[] words = {"scan", "--format", "jsonl", "--fail-on", "never", samples, "src"};
    String without = conccheck.run(words).stdout();
    String[] cached = Arrays.copyOf(words, words.length + 2);
    cached[words.length] = "--cache";
    cached[words.length + 1] = "kept";
    assertThat(without).contains("wait-outside-loop", "unguarded-shared-field");
    assertThat(conccheck.run(cached).stdout()).as("cold").isEqualTo(without);
    assertThat(conccheck.run(cached).stdout()).as("warm").isEqualTo(without);
    Path source = folder.resolve("src/com/acme/Mailbox.java");
    Files.writeString(source, BROKEN.replace("if (", "\n    if ("));
    assertThat(conccheck.run(cached).stdout())
        .as("one file changed")
        .isEqualTo(conccheck.run(words).stdout())
        .isNotEqualTo(without);
  }

  @Test
  void noEscapeSequencesOutsideATerminal() throws Exception {
    Conccheck.Result result = scan("src");
    assertThat(result.stdout() + result.stderr()).doesNotContain("\u001b");
  }
}
