package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Cache, com.acme.Cache",
    "com.acme.*, com.acme.Cache",
    "com.acme.**, com.acme.util.Cache",
    "**.Cache, com.acme.Cache",
    "**, com.acme.Cache",
    "com.*.Cache, com.acme.Cache",
    "com.acme.C?che, com.acme.Cache",
    "gradle-*-main.jar, gradle-cli-main.jar",
    "com.**.*Test, com.acme.util.CacheTest",
    "com.acme.Cache*, com.acme.Cache"
  })
  void matches(String glob, String name) {
    assertThat(Globs.any(name, List.of("no.such.Class", glob))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.*, com.acme.util.Cache",
    "com.acme.**, com.acme",
    "com.acme, com.acme.Cache",
    "com.acme.C?che, com.acme.C.che",
    "com?acme.Cache, com.acme.Cache",
    "*.Cache, com.acme.Cache",
    "com.acme.Cache, com.acmexCache"
  })
  void doesNotMatch(String glob, String name) {
    assertThat(Globs.any(name, List.of(glob))).isFalse();
  }
}
