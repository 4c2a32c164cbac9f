package io.conccheck.agent.install;

import io.conccheck.agent.spi.Option;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Collects the values of all options from their four sources, and tells unknown keys. */
final class OptionReader {

  static final String FILE = "conccheck.properties";
  private static final String PROPERTY = "conccheck.";
  private static final String SCAN = "scan.";
  private static final String VARIABLE = "CONCCHECK_";

  private final Map<String, Option> known = new LinkedHashMap<>();
  private final Map<String, List<String>> values = new HashMap<>();
  private final Complaints complaints;

  OptionReader(Iterable<Option> options, Complaints complaints) {
    for (Option o : options) {
      known.put(o.key(), o);
    }
    this.complaints = complaints;
  }

  /** The values by key, those of earlier sources winning over those of later ones. */
  Map<String, List<String>> read(
      String argument, Properties properties, Map<String, String> environment, File file) {
    Map<String, List<String>> arguments = OptionText.arguments(argument == null ? "" : argument);
    for (Map.Entry<String, List<String>> e : arguments.entrySet()) {
      take(e.getKey(), e.getValue(), "the agent argument");
    }
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PROPERTY)) {
        String key = name.substring(PROPERTY.length());
        take(key, OptionText.pieces(properties.getProperty(name)), "-D" + name);
      }
    }
    for (Map.Entry<String, String> e : environment.entrySet()) {
      variable(e.getKey(), e.getValue());
    }
    if (file.isFile()) {
      file(file);
    }
    return values;
  }

  private void variable(String name, String value) {
    if (!name.startsWith(VARIABLE)) {
      return;
    }
    String key = name.substring(VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    // Other variables may begin like ours: one that resembles no option is none of our business.
    if (known.containsKey(key) || OptionText.nearest(key, known.keySet()) != null) {
      take(key, OptionText.pieces(value), name);
    }
  }

  private void file(File file) {
    Properties text = new Properties();
    try (InputStream in = new FileInputStream(file)) {
      text.load(in);
    } catch (IOException | IllegalArgumentException e) {
      complaints.accept(file + " cannot be read: " + e.getMessage());
      return;
    }
    List<String> keys = new ArrayList<>(text.stringPropertyNames());
    keys.sort(null);
    for (String key : keys) {
      take(key, OptionText.pieces(text.getProperty(key)), file.getName());
    }
  }

  private void take(String key, List<String> value, String source) {
    if (known.containsKey(key)) {
      values.putIfAbsent(key, value);
    } else if (key.startsWith(SCAN)) {
      return; // what the other eye reads from the same file
    } else if (key.isEmpty()) {
      complaints.accept("`" + value.get(0) + "` in " + source + " has no value; write key=value");
    } else {
      String near = OptionText.nearest(key, known.keySet());
      String hint = near == null ? "" : "; did you mean `" + near + "`?";
      complaints.accept("unknown option `" + key + "` in " + source + hint);
    }
  }
}
