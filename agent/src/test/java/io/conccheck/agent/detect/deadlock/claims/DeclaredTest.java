package io.conccheck.agent.detect.deadlock.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredTest {

  @Test
  void theMostThatFitsCounts() {
    Declared d = new Declared();
    assertThat(d.claim("a.Tour.run")).isZero();
    List.of("a.Tour.run:3", " a.*:2", "a.Tour.run:1").forEach(d);
    assertThat(d.claim("a.Tour.run")).isEqualTo(3);
    assertThat(d.claim("a.Bus.run")).isEqualTo(2);
    assertThat(d.claim("b.Bus.run")).isZero();
  }

  @Test
  void aPieceWithoutNumberIsRefused() {
    Declared d = new Declared();
    assertThatIllegalArgumentException().isThrownBy(() -> d.accept("a.Tour.run"));
    assertThatIllegalArgumentException().isThrownBy(() -> d.accept("a.Tour.run:many"));
  }
}
