package io.conccheck.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopTwinsTest {

  private static final int CLASSES = 30;

  @Test
  void loopsTellWhatSingleChecksTell() throws Exception {
    LoopTwins twins = new LoopTwins();
    for (long seed = 1; seed <= CLASSES; seed++) {
      twins.compare(seed);
    }
    assertThat(twins.differences()).isEmpty();
    assertThat(twins.verdicts()).isGreaterThan(1000);
  }
}
