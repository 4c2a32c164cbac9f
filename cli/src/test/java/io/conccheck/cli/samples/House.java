package io.conccheck.cli.samples;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build puts what the samples' tests need. */
final class House {

  private static final Path TOP =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

  private House() {}

  /** Sources for the oldest Java. */
  static Path sources() {
    return existing("samples/src/main/java");
  }

  /** Sources that need Java 21. */
  static Path sources21() {
    return existing("samples/src21/main/java");
  }

  static Path classes() {
    return existing("samples/target/classes");
  }

  static Path agent() {
    return existing("agent/target/conccheck-agent.jar");
  }

  private static Path existing(String path) {
    Path p = TOP.resolve(path);
    if (!Files.exists(p)) {
      throw new IllegalStateException(p + " is missing: build the module first");
    }
    return p;
  }
}
