package io.conccheck.cli.project;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values for {@code ${names}}; a name without a value stays. */
final class Placeholders {

  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");
  private static final int DEEPEST = 10;

  private Placeholders() {}

  static Dependency fill(Dependency d, Map<String, String> values) {
    Set<String> excluded = new HashSet<>();
    d.excluded().forEach(x -> excluded.add(fill(x, values)));
    return new Dependency(
        fill(d.of(), values), fill(d.scope(), values), d.type(), d.optional(), excluded);
  }

  static Coordinates fill(Coordinates c, Map<String, String> values) {
    return new Coordinates(
        fill(c.group(), values), fill(c.artifact(), values), fill(c.version(), values));
  }

  private static String fill(String text, Map<String, String> values) {
    String before = null;
    String now = text;
    for (int i = 0; now != null && !now.equals(before) && i < DEEPEST; i++) {
      before = now;
      Matcher m = NAME.matcher(now);
      now =
          m.replaceAll(
              r -> {
                String value = values.get(r.group(1));
                return Matcher.quoteReplacement(value == null ? r.group() : value);
              });
    }
    return now;
  }
}
