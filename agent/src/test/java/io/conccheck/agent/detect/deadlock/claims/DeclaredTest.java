package io.conccheck.agent.detect.deadlock.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DeclaredTest {

  @Test
  void theMostThatFitsCounts() {
    Declared d = new Declared("a.Tour.run:3, a.*:2,a.Tour.run:1");
    assertThat(d.claim("a.Tour.run")).isEqualTo(3);
    assertThat(d.claim("a.Bus.run")).isEqualTo(2);
    assertThat(d.claim("b.Bus.run")).isZero();
    assertThat(new Declared("").claim("a.Tour.run")).isZero();
  }

  @Test
  void aPieceWithoutNumberIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Declared("a.Tour.run"));
  }
}
