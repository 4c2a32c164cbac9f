package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.source.Parsed;

/** Tells test sources from main sources. */
final class TestSources {

  private TestSources() {}

  static boolean isTest(String shown) {
    String path = "/" + shown;
    return path.contains("/src/test/") || path.contains("/src/it/");
  }

  static boolean isTest(Parsed parsed) {
    return isTest(parsed.path())
        || parsed.unit().getImports().stream()
            .anyMatch(
                i ->
                    i.getNameAsString().startsWith("org.junit.")
                        || i.getNameAsString().startsWith("org.testng.")
                        || i.getNameAsString().startsWith("junit.framework."));
  }
}
