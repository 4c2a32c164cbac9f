package io.conccheck.agent.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.Frame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientTest {

  private static List<Frame> stack(String... classes) {
    return Stream.of(classes)
        .map(c -> Frame.of(new StackTraceElement(c, "call", "Some.java", 1)))
        .toList();
  }

  @Test
  void theFirstCallerOutsideTheLibraryIsTheClient() {
    assertThat(
            Client.words(
                stack(
                    "com.acme.pool.Pool",
                    "com.acme.db.Source",
                    "java.util.Optional",
                    "org.shop.Main",
                    "com.acme.pool.Pool")))
        .isEqualTo(" for `org.shop.Main.call`");
    assertThat(Client.of(stack("acme.internal.Pool", "acme.Client", "Main")).className())
        .isEqualTo("Main");
  }

  @Test
  void whoActsOnItsOwnBehalfHasNone() {
    assertThat(Client.of(stack("org.shop.Pools", "org.shop.web.Main"))).isNull();
    assertThat(Client.of(stack("Main", "Main$1", "java.lang.Thread"))).isNull();
    assertThat(Client.words(stack("Main"))).isEmpty();
    assertThat(
            Client.of(
                stack("org.shop.ShopTest", "java.lang.reflect.Method", "org.junit.runner.Runner")))
        .isNull();
  }
}
