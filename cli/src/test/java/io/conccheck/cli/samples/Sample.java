package io.conccheck.cli.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One program.
 *
 * @param path package folders and file name, with forward slashes
 * @param mainClass dotted name of its class
 * @param release oldest JDK that compiles and runs it
 * @param marks what must be found in it
 */
record Sample(String path, String mainClass, int release, List<Mark> marks) {

  Sample {
    marks = List.copyOf(marks);
  }

  /** Hazard and class: {@code h01.BrokenTurnstile}. */
  String name() {
    return mainClass.substring(mainClass.lastIndexOf('.', mainClass.lastIndexOf('.') - 1) + 1);
  }

  /** False for the mended form, in which nothing may be found. */
  boolean broken() {
    return simpleName().startsWith("Broken");
  }

  boolean mended() {
    return simpleName().startsWith("Mended");
  }

  private String simpleName() {
    return mainClass.substring(mainClass.lastIndexOf('.') + 1);
  }

  /** All programs below a source folder, by name. */
  static List<Sample> in(Path folder, int release) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
    return files.stream().map(f -> read(folder, f, release)).toList();
  }

  private static Sample read(Path folder, Path file, int release) {
    String path = folder.relativize(file).toString().replace('\\', '/');
    String mainClass = path.substring(0, path.length() - ".java".length()).replace('/', '.');
    try {
      return new Sample(path, mainClass, release, Marks.parse(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
