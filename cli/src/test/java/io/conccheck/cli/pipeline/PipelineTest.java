package io.conccheck.cli.pipeline;

import static io.conccheck.cli.testkit.Found.runtime;
import static io.conccheck.cli.testkit.Found.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.cli.testkit.Found;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {

  private static final Subject FIELD = Subject.field("com.acme.Cache.size");

  private static List<Finding> findings(Finding... findings) {
    return Pipeline.report(List.of(findings), List.of(), "a test").findings();
  }

  @Test
  void aRaceMeetsWhatTheSourceSaysOfTheField() {
    Finding race = runtime("data-race", FIELD, "com/acme/Cache.java", 7);
    Finding unguarded = source("unguarded-field", FIELD, "src/com/acme/Cache.java", 3);
    assertThat(findings(unguarded, race))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.ruleId()).isEqualTo("data-race");
              assertThat(f.confidence()).isEqualTo(Confidence.CORROBORATED);
              assertThat(f.origin()).isEqualTo(Origin.BOTH);
              assertThat(f.fingerprint()).isEqualTo(race.fingerprint());
              assertThat(f.otherFingerprint()).isEqualTo(unguarded.fingerprint());
              assertThat(f.related())
                  .singleElement()
                  .satisfies(r -> assertThat(r.location()).isEqualTo(unguarded.location()));
            });
  }

  @Test
  void anotherFieldIsAnotherFinding() {
    Finding race = runtime("data-race", FIELD, "Cache.java", 7);
    Finding other = source("unguarded-field", Subject.field("com.acme.Cache.other"), "C.java", 3);
    assertThat(findings(other, race)).containsExactly(race, other);
  }

  @Test
  void locksMeetInEitherOrder() {
    Finding seen = runtime("lock-order-cycle", Subject.locks(List.of("A.a", "B.b")), "A.java", 1);
    Finding read = source("lock-order", Subject.locks(List.of("B.b", "A.a")), "B.java", 2);
    assertThat(findings(seen, read))
        .singleElement()
        .satisfies(f -> assertThat(f.origin()).isEqualTo(Origin.BOTH));
  }

  @Test
  void atACreationSiteRuleOrLineHasToAgree() {
    Subject main = Subject.creationSite("com.acme.Main#main");
    Finding pool = runtime("pool-not-shut-down", main, "com/acme/Main.java", 9);
    Finding process = source("process-not-awaited", main, "src/com/acme/Main.java", 12);
    assertThat(findings(pool, process)).hasSize(2);
    Finding sameLine = source("pool-leak", main, "src/com/acme/Main.java", 9);
    assertThat(findings(pool, sameLine)).hasSize(1);
    Finding sameRule = source("pool-not-shut-down", main, "src/com/acme/Main.java", 8);
    assertThat(findings(pool, sameRule)).hasSize(1);
  }

  @Test
  void oneFindingOfSeveralRunsCountsThemTogether() {
    Finding first = runtime("data-race", FIELD, "Cache.java", 7).toBuilder().count(2).build();
    Finding second = runtime("data-race", FIELD, "Cache.java", 8).toBuilder().count(5).build();
    assertThat(findings(first, second))
        .singleElement()
        .satisfies(f -> assertThat(f.count()).isEqualTo(7));
  }

  @Test
  void theOrderDoesNotDependOnTheInput() {
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Subject field = Subject.field("com.acme.C.f" + i);
      Finding f =
          i % 2 == 0 ? source("r" + i % 3, field, "A.java", i) : runtime("q", field, "B", i);
      all.add(f.toBuilder().severity(Severity.values()[i % 3]).build());
    }
    List<Finding> expected = findings(all.toArray(new Finding[0]));
    assertThat(expected)
        .hasSize(30)
        .isSortedAccordingTo((a, b) -> a.severity().compareTo(b.severity()));
    Collections.shuffle(all, new Random(1));
    assertThat(findings(all.toArray(new Finding[0]))).isEqualTo(expected);
  }

  @Test
  void theVerdictLooksAtTheProgramThenFindingsThenProblems() {
    Gate gate = new Gate(Severity.ERROR, Confidence.PATTERN);
    LogRecord.Problem problem = new LogRecord.Problem("parse", "A.java", 3, "does not parse", "");
    Report clean = Pipeline.report(List.of(), List.of(), "x");
    Report torn = Pipeline.report(List.of(), List.of(problem), "x");
    Report bad = Pipeline.report(List.of(Found.race()), List.of(problem), "x");
    assertThat(Verdict.of(clean, gate)).isEqualTo(new Verdict(0, null));
    assertThat(Verdict.of(torn, gate).exitCode()).isEqualTo(3);
    assertThat(Verdict.of(torn, gate).cause()).contains("A.java:3: does not parse");
    assertThat(Verdict.of(bad, gate).exitCode()).isEqualTo(1);
    assertThat(Verdict.of(bad, gate, 143).exitCode()).isEqualTo(143);
    assertThat(Verdict.of(bad, gate, 143).cause()).contains("signal 15");
    assertThat(Verdict.of(bad, new Gate(null, Confidence.PATTERN)).exitCode()).isEqualTo(3);
  }

  @Test
  void theGateTakesSeverityAndConfidence() {
    Finding suspected = Found.race().toBuilder().confidence(Confidence.SUSPECTED).build();
    assertThat(new Gate(Severity.ERROR, Confidence.PATTERN).closes(suspected)).isTrue();
    assertThat(new Gate(Severity.ERROR, Confidence.OBSERVED).closes(suspected)).isFalse();
    Finding warning = Found.race().toBuilder().severity(Severity.WARNING).build();
    assertThat(new Gate(Severity.ERROR, Confidence.PATTERN).closes(warning)).isFalse();
    assertThat(new Gate(Severity.NOTE, Confidence.PATTERN).closes(warning)).isTrue();
  }

  @Test
  void sourcesGivePathsAndSuppressions(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("src/main/java/com/acme/Cache.java");
    Files.createDirectories(file.getParent());
    String text =
        """
        package com.acme;
        class Cache {
          private int size;

          void put() {
            // the side of the other thread
            size++;
          }

          int size() {
            return size;
          }
        }
        """;
    Files.writeString(file, text);
    List<Finding> race = List.of(Found.race());
    Report found = Pipeline.report(race, List.of(), "x", List.of(folder));
    String path = file.toString();
    assertThat(found.findings().get(0).location().path()).isEqualTo(path);
    assertThat(found.findings().get(0).related().get(0).location().path()).isEqualTo(path);

    Files.writeString(
        file, text.replace("size++;", "size++; // conccheck:ignore[data-race] known"));
    Report ignored = Pipeline.report(race, List.of(), "x", List.of(folder));
    assertThat(ignored.findings()).isEmpty();
    assertThat(ignored.scope()).contains("1 suppressed");

    String field = "@SuppressWarnings(\"conccheck:data-race\") private int size;";
    Files.writeString(file, text.replace("private int size;", field));
    assertThat(Pipeline.report(race, List.of(), "x", List.of(folder)).findings()).isEmpty();

    Files.writeString(file, text.replace("size++;", "size++; // conccheck:ignore[other] known"));
    assertThat(Pipeline.report(race, List.of(), "x", List.of(folder)).findings()).hasSize(1);
  }
}
