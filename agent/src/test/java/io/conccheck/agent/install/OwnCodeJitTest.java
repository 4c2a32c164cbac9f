package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.detect.deadlock.LockGraph;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The JVM does not say when a directive matches nothing. */
class OwnCodeJitTest {

  @Test
  void namesMethodsThatThereAre() {
    assertThat(has(Locks.class, OwnCodeJit.TELL)).isTrue();
    assertThat(has(LockGraph.class, OwnCodeJit.RECORD)).isTrue();
  }

  private static boolean has(Class<?> type, String method) {
    return Arrays.stream(type.getDeclaredMethods()).map(Method::getName).anyMatch(method::equals);
  }
}
