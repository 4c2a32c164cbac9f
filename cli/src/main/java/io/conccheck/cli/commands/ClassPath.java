package io.conccheck.cli.commands;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A class path as it is written on a command line, {@code folder/*} included. */
final class ClassPath {

  private ClassPath() {}

  /**
   * The entries.
   *
   * @throws UsageException if one does not exist
   */
  static List<Path> of(String text) {
    List<Path> entries = new ArrayList<>();
    for (String entry : text.split(File.pathSeparator)) {
      if (entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*")) {
        Path folder =
            Paths.existing(entry.length() == 1 ? "." : entry.substring(0, entry.length() - 2));
        entries.addAll(jars(folder));
      } else if (!entry.isEmpty()) {
        entries.add(Paths.existing(entry));
      }
    }
    return entries;
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(p -> p.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
