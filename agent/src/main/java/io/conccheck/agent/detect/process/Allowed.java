package io.conccheck.agent.detect.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Commands that may do what they like: globs over the whole line or over its first word. */
final class Allowed {

  private final List<Pattern> globs = new ArrayList<>();

  Allowed(List<String> patterns) {
    for (String p : patterns) {
      StringBuilder regex = new StringBuilder();
      for (String literal : p.split("(?=\\*)|(?<=\\*)")) {
        regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
      }
      globs.add(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }
  }

  boolean test(String command) {
    for (Pattern glob : globs) {
      if (glob.matcher(command).matches() || glob.matcher(program(command)).matches()) {
        return true;
      }
    }
    return false;
  }

  private static String program(String command) {
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    return first.substring(first.lastIndexOf('/') + 1);
  }
}
