package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostOrderTest {

  @AfterEach
  void restore() {
    LostOrder.reset();
  }

  @Test
  void whatWasDoneBeforeAHookFailedIsForgivenWhatComesLaterIsNot() {
    ThreadState ts = Threads.current();
    long before = ts.epoch | 1;
    assertThat(LostOrder.forgives(before)).isFalse();
    Failures.count(new StackOverflowError("of a test"));
    assertThat(LostOrder.forgives(before)).isTrue();
    ts.releaseAnew();
    assertThat(LostOrder.forgives(ts.epoch | 1)).isFalse();
    assertThat(LostOrder.forgives(before)).isTrue();
  }
}
