package io.conccheck.cli.launch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code -javaagent} option: the jar, and the agent's options in its own grammar. */
public final class AgentArgument {

  private final Path jar;
  private final Map<String, String> options;

  /**
   * Makes one.
   *
   * @param options values by key, as a user writes them: commas part the elements of a list
   */
  public AgentArgument(Path jar, Map<String, String> options) {
    this.jar = jar;
    this.options = new LinkedHashMap<>(options);
  }

  /** The same with one option more. */
  AgentArgument with(String key, String value) {
    AgentArgument more = new AgentArgument(jar, options);
    more.options.put(key, value);
    return more;
  }

  /** As one word of a command line. */
  String word() {
    String text =
        options.entrySet().stream()
            .map(e -> e.getKey() + "=" + escaped(e.getValue()))
            .collect(Collectors.joining(","));
    return "-javaagent:" + jar + (text.isEmpty() ? "" : "=" + text);
  }

  /** As a part of {@code JAVA_TOOL_OPTIONS}, which the JVM splits at blanks outside of quotes. */
  String quoted() {
    String word = word();
    if (!word.matches("(?s).*[\\s'\"].*")) {
      return word;
    }
    if (!word.contains("'")) {
      return "'" + word + "'";
    }
    // Quoted pieces side by side make one word, so each kind of quote can be put into the other.
    return "'" + word.replace("'", "'\"'\"'") + "'";
  }

  /** A comma before something that looks like the next option must not split. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (String piece : value.split(",", -1)) {
      if (text.length() > 0) {
        text.append(piece.contains("=") ? "\\," : ",");
      }
      text.append(piece);
    }
    return text.toString();
  }
}
