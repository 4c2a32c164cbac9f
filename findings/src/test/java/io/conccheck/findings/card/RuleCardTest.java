package io.conccheck.findings.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Severity;
import org.junit.jupiter.api.Test;

class RuleCardTest {

  private static final String CARD =
      """
      # wait-outside-loop: condition awaited without a loop

      - severity: warning
      - confidence: pattern
      - since: 0.1
      - origin: source

      ## What goes wrong

      Wakes up too early.

      ## Bad

      ```java
      ## not a heading
      wait();
      ```

      ## Good

      Words before.

      ```java
      while (x) wait();
      ```
      """;

  @Test
  void readsAllParts() {
    RuleCard card = RuleCard.parse("X.md", CARD);
    assertThat(card.id()).isEqualTo("wait-outside-loop");
    assertThat(card.title()).isEqualTo("condition awaited without a loop");
    assertThat(card.severity()).isEqualTo(Severity.WARNING);
    assertThat(card.confidence()).isEqualTo(Confidence.PATTERN);
    assertThat(card.since()).isEqualTo("0.1");
    assertThat(card.origin()).isEqualTo("source");
    assertThat(card.section(RuleCard.WHAT)).isEqualTo("Wakes up too early.");
    assertThat(card.code(RuleCard.BAD)).isEqualTo("## not a heading\nwait();\n");
    assertThat(card.code(RuleCard.GOOD)).isEqualTo("while (x) wait();\n");
    assertThat(card.section(RuleCard.SUPPRESS)).isEmpty();
    assertThat(card.code(RuleCard.SUPPRESS)).isEmpty();
    assertThat(card.markdown()).isEqualTo(CARD);
  }

  @Test
  void tellsWhatIsMissing() {
    assertThatThrownBy(() -> RuleCard.parse("X.md", "no title"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X.md");
    assertThatThrownBy(() -> RuleCard.parse("X.md", CARD.replace("- since: 0.1\n", "")))
        .hasMessageContaining("since");
    assertThatThrownBy(() -> RuleCard.parse("X.md", CARD.replace("warning", "awful")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
