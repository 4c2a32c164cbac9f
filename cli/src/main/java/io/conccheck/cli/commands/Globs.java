package io.conccheck.cli.commands;

import java.nio.file.FileSystems;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Path patterns given on the command line. */
final class Globs {

  private Globs() {}

  /**
   * The same globs, known to be well-formed.
   *
   * @throws UsageException if one is not
   */
  static List<String> checked(List<String> globs) {
    for (String glob : globs) {
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + glob);
      } catch (PatternSyntaxException e) {
        throw new UsageException("`" + glob + "` is no glob: " + e.getDescription());
      }
    }
    return globs;
  }
}
