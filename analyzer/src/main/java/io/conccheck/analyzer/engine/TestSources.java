package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.source.Parsed;

/** Tells test sources from main sources. */
final class TestSources {

  private TestSources() {}

  static boolean isTest(Parsed parsed) {
    String path = "/" + parsed.path();
    return path.contains("/src/test/")
        || path.contains("/src/it/")
        || parsed.unit().getImports().stream()
            .anyMatch(
                i ->
                    i.getNameAsString().startsWith("org.junit.")
                        || i.getNameAsString().startsWith("org.testng.")
                        || i.getNameAsString().startsWith("junit.framework."));
  }
}
