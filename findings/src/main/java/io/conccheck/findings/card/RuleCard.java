package io.conccheck.findings.card;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What there is to say about one rule or kind of finding; the only source of that text.
 *
 * <p>The Markdown file begins with {@code # rule-id: title}, then lines {@code - key: value}
 * (severity, confidence, since, origin), then sections under {@code ##}: What goes wrong, Bad,
 * Good, When to suppress, and further ones.
 *
 * @param id kebab-case rule id
 * @param title one line
 * @param severity the severity its findings usually have
 * @param confidence the confidence its findings usually have
 * @param since version that brought the rule
 * @param origin {@code source} or {@code runtime}
 * @param sections text by heading, in the order of the file
 * @param markdown the whole file
 */
public record RuleCard(
    String id,
    String title,
    Severity severity,
    Confidence confidence,
    String since,
    String origin,
    Map<String, String> sections,
    String markdown) {

  public static final String WHAT = "What goes wrong";
  public static final String BAD = "Bad";
  public static final String GOOD = "Good";
  public static final String SUPPRESS = "When to suppress";

  /**
   * Reads a card.
   *
   * @param name what error messages call the card
   * @throws IllegalArgumentException if a part is missing or cannot be read
   */
  public static RuleCard parse(String name, String markdown) {
    String title = null;
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    StringBuilder section = null;
    boolean inCode = false;
    for (String line : markdown.lines().toList()) {
      inCode ^= line.startsWith("```");
      if (!inCode && line.startsWith("## ")) {
        section = new StringBuilder();
        sections.put(line.substring(3).strip(), section);
      } else if (section != null) {
        section.append(line).append('\n');
      } else if (line.startsWith("# ")) {
        title = line.substring(2).strip();
      } else if (line.startsWith("- ") && line.contains(": ")) {
        int colon = line.indexOf(": ");
        keys.put(line.substring(2, colon).strip(), line.substring(colon + 2).strip());
      }
    }
    return build(name, title, keys, sections, markdown);
  }

  private static RuleCard build(
      String name,
      String title,
      Map<String, String> keys,
      Map<String, StringBuilder> sections,
      String markdown) {
    int colon = title == null ? -1 : title.indexOf(": ");
    if (colon < 0) {
      throw new IllegalArgumentException(name + ": the card has no `# rule-id: title` line");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    sections.forEach((heading, text) -> texts.put(heading, text.toString().strip()));
    return new RuleCard(
        title.substring(0, colon),
        title.substring(colon + 2),
        Severity.of(required(name, keys, "severity")),
        Confidence.of(required(name, keys, "confidence")),
        required(name, keys, "since"),
        required(name, keys, "origin"),
        texts,
        markdown);
  }

  private static String required(String name, Map<String, String> keys, String key) {
    String value = keys.get(key);
    if (value == null) {
      throw new IllegalArgumentException(name + ": the card has no line `- " + key + ": ...`");
    }
    return value;
  }

  /** The text under that heading, or an empty text. */
  public String section(String heading) {
    return sections.getOrDefault(heading, "");
  }

  /** The code in the first fenced block under that heading, or an empty text. */
  public String code(String heading) {
    String text = section(heading);
    int open = text.indexOf("```");
    int start = open < 0 ? -1 : text.indexOf('\n', open) + 1;
    int end = start <= 0 ? -1 : text.indexOf("```", start);
    return end < 0 ? "" : text.substring(start, end);
  }
}
