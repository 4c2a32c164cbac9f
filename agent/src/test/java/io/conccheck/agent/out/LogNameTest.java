package io.conccheck.agent.out;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogNameTest {

  @Test
  void pidAndTimeAreFilledIn() {
    assertThat(LogName.of("a-%p-%t-%%-%x%", 12, 34)).isEqualTo("a-12-34-%-%x%");
  }
}
