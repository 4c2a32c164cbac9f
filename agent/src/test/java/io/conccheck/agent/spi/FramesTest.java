package io.conccheck.agent.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {

  private static StackTraceElement frame(String cls) {
    return new StackTraceElement(cls, "m", "F.java", 3);
  }

  @Test
  void theInnermostFrameIsWhereTheApplicationCalled() {
    StackTraceElement[] stack = {
      frame("io.conccheck.agent.boot.Hooks"),
      frame("java.util.concurrent.locks.ReentrantLock"),
      frame("jdk.internal.misc.X"),
      frame("com.acme.Cache"),
      frame("java.util.ArrayList"),
      frame("io.conccheck.agent.boot.Hooks"),
      frame("com.acme.Main"),
    };
    assertThat(Frames.of(stack))
        .extracting("className")
        .containsExactly("com.acme.Cache", "java.util.ArrayList", "com.acme.Main");
  }

  @Test
  void aStackOfTheJdkAloneIsKept() {
    StackTraceElement[] stack = {frame("io.conccheck.agent.boot.Hooks"), frame("java.lang.Thread")};
    assertThat(Frames.of(stack)).extracting("className").containsExactly("java.lang.Thread");
  }
}
