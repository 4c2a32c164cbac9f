package io.conccheck.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the streams of this process are connected to. */
final class Terminal {

  static final int STDOUT = 1;
  static final int STDERR = 2;

  private Terminal() {}

  /** True if escape sequences make sense on stdout and the user has not forbidden them. */
  static boolean colour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"))
        && is(STDOUT);
  }

  /** True if that file descriptor is a terminal. */
  static boolean is(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException e) {
      return false; // nothing can be said, so nothing is assumed
    }
    return consoleIsTerminal();
  }

  /**
   * Where there is no {@code /proc} the JDK's console has to do: it stands for stdin and stdout
   * together. From JDK 22 on it may exist without a terminal, and says so itself.
   */
  private static boolean consoleIsTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
