package io.conccheck.agent.detect.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version table; its rows for JDK 21 to 23 have never met a real one. */
class PinningTest {

  private static final StackTraceElement PARK =
      new StackTraceElement("java.lang.VirtualThread", "park", "VirtualThread.java", 600);
  private static final StackTraceElement WORK =
      new StackTraceElement("com.acme.Upload", "send", "Upload.java", 7);

  @ParameterizedTest
  @CsvSource({
    "17,NONE",
    "20,NONE",
    "21,MONITORS",
    "22,MONITORS",
    "23,MONITORS",
    "24,NATIVES",
    "25,NATIVES"
  })
  void eachVersionHasItsRow(int version, Pinning row) {
    assertThat(Pinning.of(version)).isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource({"21,monitor", "23,monitor", "24,native", "25,native"})
  void whereNothingElseCanBeSeenTheVersionTells(int version, String word) {
    assertThat(Pinning.of(version).reason(new StackTraceElement[] {PARK, WORK})).contains(word);
  }

  @Test
  void whatTheStackShowsWins() {
    StackTraceElement init = new StackTraceElement("com.acme.Lazy", "<clinit>", "Lazy.java", 3);
    StackTraceElement nativeCall = new StackTraceElement("com.acme.Native", "each", null, -2);
    for (int version = 21; version <= 25; version++) {
      Pinning p = Pinning.of(version);
      assertThat(p.reason(new StackTraceElement[] {PARK, WORK, init}))
          .isEqualTo("the initialiser of class `com.acme.Lazy` runs");
      assertThat(p.reason(new StackTraceElement[] {PARK, WORK, nativeCall}))
          .isEqualTo("native method `com.acme.Native.each` is on its stack");
    }
  }
}
