package io.conccheck.cli.commands;

import java.util.Collection;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words what is wrong with a command line, with a suggestion. */
final class Complaint {

  private Complaint() {}

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(e.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return styled(e.getMessage());
  }

  private static String unmatched(CommandLine command, String word) {
    if (word.startsWith("-")) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      return "unknown option `"
          + name
          + "`"
          + near(name, command.getCommandSpec().optionsMap().keySet());
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "`" + word + "` is one argument too many"
        : "unknown command `" + word + "`" + Suggest.hint(word, commands);
  }

  private static String near(String name, Collection<String> options) {
    return Suggest.nearest(name, options).map(o -> "; did you mean `" + o + "`?").orElse("");
  }

  /** The library's sentence in this tool's style: lower-case start, backticks, no final stop. */
  private static String styled(String message) {
    String line = message.lines().findFirst().orElse("").replace('\'', '`').strip();
    line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return line.isEmpty()
        ? line
        : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }
}
