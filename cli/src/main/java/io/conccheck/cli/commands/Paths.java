package io.conccheck.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Paths given on the command line. */
final class Paths {

  private Paths() {}

  /**
   * The path of that text.
   *
   * @throws UsageException if the system knows no such path
   */
  static Path of(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("`" + text + "` is no path: " + e.getReason());
    }
  }

  /**
   * The path of that text, which exists.
   *
   * @throws UsageException if it does not
   */
  static Path existing(String text) {
    Path path = of(text);
    if (!Files.exists(path)) {
      throw new UsageException("`" + text + "` does not exist" + hint(path));
    }
    return path;
  }

  /** {@code ; did you mean `x`?} with a sibling of similar name, or nothing. */
  static String hint(Path missing) {
    Path absolute = missing.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      return "";
    }
    if (!Files.isDirectory(folder)) {
      return hint(folder);
    }
    return Suggest.nearest(name.toString(), names(folder))
        .map(n -> "; did you mean `" + shown(missing, folder.resolve(n)) + "`?")
        .orElse("");
  }

  private static Path shown(Path asked, Path found) {
    Path here = Path.of("").toAbsolutePath();
    return asked.isAbsolute() || !found.startsWith(here) ? found : here.relativize(found);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of(); // no suggestion then
    }
  }
}
