package io.conccheck.cli.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles samples that the build's own JDK may be too old for. */
final class Javac {

  private Javac() {}

  /**
   * Compiles all sources of a folder, with the debug information that a finding's lines come from.
   *
   * @throws IllegalStateException if they do not compile
   */
  static Path compile(Path jdk, int release, Path sources, Path target)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/javac").toString());
    command.addAll(List.of("-g", "-nowarn", "-proc:none", "--release", "" + release));
    command.addAll(List.of("-d", Files.createDirectories(target).toString()));
    try (Stream<Path> walk = Files.walk(sources)) {
      walk.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(command::add);
    }
    Path output = Files.createTempFile(target, "javac", ".txt");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("javac of " + jdk + ": " + Files.readString(output));
    }
    Files.delete(output);
    return target;
  }
}
