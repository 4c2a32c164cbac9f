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
}
