package io.conccheck.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceParserTest {

  private static Parsed parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SourceParser().parse(new SourceFile("A.java", () -> bytes));
  }

  @Test
  void knowsYieldRecordsAndPatterns() {
    Parsed parsed =
        parse(
            """
            record P(int x, Object y) {
              int f(Object o) {
                return switch (o) {
                  case P(int a, var b) when a > 0 -> { yield a; }
                  case String s -> s.length();
                  default -> 0;
                };
              }
            }
            """);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.unit()).isNotNull();
    assertThat(parsed.lines()).isEqualTo(9);
  }

  @Test
  void tellsTheLineThatDoesNotParse() {
    Parsed parsed = parse("class A {\n  int x = ;\n}\n");
    assertThat(parsed.unit()).isNull();
    assertThat(parsed.problems().get(0).line()).isEqualTo(2);
  }

  @Test
  void tellsWhatCannotBeRead() {
    Parsed parsed =
        new SourceParser()
            .parse(
                new SourceFile(
                    "A.java",
                    () -> {
                      throw new IOException("gone");
                    }));
    assertThat(parsed.problems().get(0).kind()).isEqualTo("unreadable");
  }
}
