package io.conccheck.analyzer.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.analyzer.engine.OneFile;
import io.conccheck.analyzer.engine.RuleSet;
import io.conccheck.findings.Finding;
import io.conccheck.findings.card.RuleCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule must have: a card that says all and holds, and fixtures of both kinds. */
class RuleHouseTest {

  @TempDir Path folder;

  static Stream<RuleCard> cards() {
    return RuleSet.load(Set.of()).entries().stream().map(RuleSet.Entry::card);
  }

  @ParameterizedTest
  @MethodSource("cards")
  void cardIsWhole(RuleCard card) {
    assertThat(card.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
    assertThat(card.title()).doesNotEndWith(".");
    assertThat(card.origin()).isEqualTo("source");
    for (String s : List.of(RuleCard.WHAT, RuleCard.BAD, RuleCard.GOOD, RuleCard.SUPPRESS)) {
      assertThat(card.section(s)).as(card.id() + ": " + s).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("cards")
  void hasFixtures(RuleCard card) throws IOException {
    Path fixtures = Path.of("src/test/fixtures", card.id());
    for (String kind : List.of("broken", "right")) {
      try (Stream<Path> files = Files.list(fixtures.resolve(kind))) {
        assertThat(files.filter(f -> f.toString().endsWith(".java"))).as(kind).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cards")
  void badIsFound(RuleCard card) throws IOException {
    assertThat(scan(card.code(RuleCard.BAD))).extracting(Finding::ruleId).contains(card.id());
  }

  @ParameterizedTest
  @MethodSource("cards")
  void goodIsSilent(RuleCard card) throws IOException {
    assertThat(scan(card.code(RuleCard.GOOD)))
        .as("findings in the Good block of " + card.id())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cards")
  void messagesKeepOneStyle(RuleCard card) throws IOException {
    for (Finding f : scan(card.code(RuleCard.BAD))) {
      assertThat(f.message()).matches("[a-z`].*[^.]").doesNotContain("\n");
      assertThat(f.help()).as("help of " + f.ruleId()).matches("[A-Z].*\\.");
    }
  }

  private List<Finding> scan(String code) throws IOException {
    int release = code.startsWith("// release ") ? Integer.parseInt(code.substring(11, 13)) : 0;
    return OneFile.scan(folder, code, release);
  }
}
