package io.conccheck.cli.report.sarif;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds JSON objects in the order they are written; what is null is left out. */
final class Json {

  private Json() {}

  /** An object of alternating keys and values. */
  static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] != null) {
        map.put((String) keysAndValues[i], keysAndValues[i + 1]);
      }
    }
    return map;
  }

  /** A SARIF message. */
  static Map<String, Object> text(String text) {
    return object("text", text);
  }

  /** The list, or null if it is empty. */
  static <T> List<T> some(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
