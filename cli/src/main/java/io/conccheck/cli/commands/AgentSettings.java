package io.conccheck.cli.commands;

import io.conccheck.findings.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The agent's options on the command line: each of them by its own name ({@code --detectors race}),
 * as the agent listed them when conccheck was built, and any by {@code --agent KEY=VALUE}.
 */
final class AgentSettings {

  private static final String RESOURCE = "META-INF/conccheck/agent-options.json";

  /** What `conccheck run` decides itself, and how the user has a say. */
  private static final Map<String, String> OURS =
      Map.of(
          "out", "use `--logs`",
          "exitcode", "the exit code is `conccheck run`'s own",
          "unless-parent", "it is set where it is needed");

  private AgentSettings() {}

  /** Adds every agent option that the command does not already have itself. */
  static void addTo(CommandSpec spec) {
    for (Map<?, ?> row : rows()) {
      String name = "--" + row.get("key");
      if (!OURS.containsKey(row.get("key")) && !spec.optionsMap().containsKey(name)) {
        String standard = String.valueOf(row.get("standard"));
        String meaning =
            "Agent: "
                + row.get("meaning")
                + (standard.isEmpty() ? "." : " (standard: " + standard + ").");
        spec.addOption(
            OptionSpec.builder(name)
                .type(String.class)
                .paramLabel("VALUE")
                .description(meaning.replace("%", "%%")) // picocli formats descriptions
                .build());
      }
    }
  }

  /**
   * The agent options that were given.
   *
   * @param pairs the values of {@code --agent}
   * @throws UsageException if one is unknown or not the user's to set
   */
  static Map<String, String> given(CommandSpec spec, List<String> pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    Set<String> known = keys();
    for (String key : known) {
      OptionSpec option = spec.findOption("--" + key);
      if (option != null && option.userObject() == null && option.getValue() != null) {
        values.put(key, option.getValue());
      }
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new UsageException("`" + pair + "` is no agent option, write KEY=VALUE");
      }
      String key = pair.substring(0, equals);
      if (OURS.containsKey(key)) {
        throw new UsageException("`" + key + "` is not yours to set: " + OURS.get(key));
      }
      if (!known.contains(key)) {
        throw Suggest.unknown("agent option", key, known);
      }
      values.put(key, pair.substring(equals + 1));
    }
    return values;
  }

  private static Set<String> keys() {
    Map<String, Boolean> keys = new LinkedHashMap<>();
    rows().forEach(r -> keys.put(String.valueOf(r.get("key")), true));
    return keys.keySet();
  }

  private static List<Map<?, ?>> rows() {
    try (InputStream in = AgentSettings.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        return List.of(); // not packaged yet: `--agent` finds no name it knows
      }
      List<Map<?, ?>> rows = new ArrayList<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Object row : (List<?>) JsonReader.read(text)) {
        rows.add((Map<?, ?>) row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
