package io.conccheck.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

  private final Suppressions s =
      of(
          """
          package com.acme;
          class Cache {
            @SuppressWarnings("conccheck:data-race") int size;
            int other;
            @SuppressWarnings({"unchecked", "conccheck:busy-wait"})
            void spin() {
              other++;
            }
            void run() {
              other++; // conccheck:ignore[data-race] a statistic, may be off
              other++;
              // conccheck:ignore[data-race, lost-update] the same
              // for the same reason
              other++;
              other++; // conccheck:ignore[data-race]
            }
            static class Inner { int n; }
          }
          """);

  private static Suppressions of(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return Suppressions.of(new SourceParser().parse(new SourceFile("Cache.java", () -> bytes)));
  }

  @Test
  void anAnnotationCoversItsDeclaration() {
    assertThat(s.covers("data-race", 3)).isTrue();
    assertThat(s.covers("data-race", 4)).isFalse();
    assertThat(s.covers("busy-wait", 7)).isTrue();
    assertThat(s.covers("busy-wait", 10)).isFalse();
  }

  @Test
  void aCommentCoversItsLineOrTheNextOneWithCode() {
    assertThat(s.covers("data-race", 10)).isTrue();
    assertThat(s.covers("data-race", 11)).isFalse();
    assertThat(s.covers("data-race", 14)).isTrue();
    assertThat(s.covers("lost-update", 14)).isTrue();
    assertThat(s.covers("busy-wait", 14)).isFalse();
  }

  @Test
  void aCommentWithoutReasonCoversNothing() {
    assertThat(s.covers("data-race", 15)).isFalse();
    assertThat(s.unused()).contains(new Suppressions.Unused(15, "data-race", false));
  }

  @Test
  void knowsWhereFieldsAreDeclared() {
    assertThat(s.fieldLine("com.acme.Cache.size")).isEqualTo(3);
    assertThat(s.fieldLine("com.acme.Cache$Inner.n")).isEqualTo(17);
    assertThat(s.fieldLine("com.acme.Cache.none")).isZero();
  }

  @Test
  void aFileThatDoesNotParseSuppressesNothing() {
    assertThat(of("class {").covers("data-race", 1)).isFalse();
  }

  @Test
  void oneCommentMaySuppressTwice() {
    Suppressions two =
        of(
            """
            class Cache {
              int a; // conccheck:ignore[data-race] may be off conccheck:ignore[busy-wait] short
              int b; // conccheck:ignore[data-race] conccheck:ignore[busy-wait] for both
            }
            """);
    for (int line = 2; line <= 3; line++) {
      assertThat(two.covers("data-race", line)).isTrue();
      assertThat(two.covers("busy-wait", line)).isTrue();
    }
  }

  @Test
  void anAnnotationMayNameItsTextByConstants() {
    Suppressions named =
        of(
            """
            class Cache {
              static final String OURS = "conccheck:";
              static final String RACE = OURS + "data-race";
              @SuppressWarnings(RACE)
              int a;
              @SuppressWarnings({"unused", Cache.OURS + "busy-wait"})
              int b;
              @SuppressWarnings(Other.RACE + System.lineSeparator())
              int c;
            }
            """);
    assertThat(named.covers("data-race", 5)).isTrue();
    assertThat(named.covers("busy-wait", 7)).isTrue();
    assertThat(named.covers("data-race", 9)).isFalse();
  }
}
