package io.conccheck.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A command that starts the {@code java} launcher itself, and where its options end. The options
 * that take their value as a word of its own are those of the launcher's help, JDK 17 to 25.
 */
final class JavaCommand {

  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-reads",
          "--add-exports",
          "--add-opens",
          "--patch-module",
          "--enable-native-access",
          "--illegal-native-access",
          "--source");

  private static final Set<String> MAIN_FOLLOWS = Set.of("-jar", "-m", "--module");

  private JavaCommand() {}

  /** True if the command's first word is a {@code java} launcher. */
  static boolean is(List<String> command) {
    try {
      String name = Path.of(command.get(0)).getFileName().toString();
      return name.equals("java") || name.equalsIgnoreCase("java.exe");
    } catch (InvalidPathException | NullPointerException e) {
      return false; // "/" has no file name
    }
  }

  /** The command with one more JVM option, after those already there. */
  static List<String> withOption(List<String> command, String option) {
    List<String> changed = new ArrayList<>(command);
    changed.add(endOfOptions(command), option);
    return changed;
  }

  private static int endOfOptions(List<String> command) {
    int at = 1;
    while (at < command.size()) {
      String word = command.get(at);
      if (MAIN_FOLLOWS.contains(word) || word.startsWith("--module=") || endsOptions(word)) {
        return at;
      }
      at += WITH_VALUE.contains(word) ? 2 : 1;
    }
    return Math.min(at, command.size());
  }

  /**
   * True for the main class, a source file, and an argument file that may name the main class: what
   * comes after it could be the program's own.
   */
  private static boolean endsOptions(String word) {
    return word.startsWith("@") && !word.startsWith("@@")
        ? namesMain(word.substring(1))
        : !word.startsWith("-");
  }

  private static boolean namesMain(String file) {
    try {
      List<String> words = List.of(Files.readString(Path.of(file)).strip().split("\\s+"));
      List<String> command = new ArrayList<>(List.of("java"));
      command.addAll(words);
      return endOfOptions(command) < command.size();
    } catch (IOException | InvalidPathException e) {
      return true; // the launcher will say what is wrong with it
    }
  }
}
