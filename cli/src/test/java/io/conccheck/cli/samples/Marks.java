package io.conccheck.cli.samples;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the marks of a sample. A mark is a comment at the end of a line of code:
 *
 * <pre>
 *   // want source:RULE, runtime:RULE #1; later[21-23] runtime:RULE
 * </pre>
 *
 * <p>{@code [21+]} and {@code [21-23]} limit a clause by JDK. A number after a rule joins the lines
 * that carry the same rule and number: they are the two sides of one finding.
 */
final class Marks {

  private static final Pattern COMMENT = Pattern.compile("//\\s*((?:want|later)\\b.*)$");
  private static final Pattern CLAUSE =
      Pattern.compile("(want|later)(?:\\[(\\d+)(?:(\\+)|-(\\d+))])?\\s+(.+)");
  private static final Pattern ITEM =
      Pattern.compile("([a-z]+):([a-z][a-z0-9]*(?:-[a-z0-9]+)*)((?:\\s+#\\d+)*)");

  private Marks() {}

  /**
   * The marks of a source text, in order of their lines.
   *
   * @throws IllegalArgumentException if a mark is not well formed or stands on a line without code
   */
  static List<Mark> parse(String text) {
    List<Mark> marks = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher comment = COMMENT.matcher(lines[i].stripTrailing());
      if (comment.find()) {
        if (lines[i].substring(0, comment.start()).isBlank()) {
          throw malformed(i + 1, "a mark must stand behind the code it names");
        }
        parseComment(comment.group(1), i + 1, marks);
      }
    }
    return List.copyOf(marks);
  }

  private static void parseComment(String comment, int line, List<Mark> marks) {
    for (String piece : comment.split(";", -1)) {
      Matcher clause = CLAUSE.matcher(piece.strip());
      if (!clause.matches()) {
        throw malformed(line, "`" + piece.strip() + "` is no mark");
      }
      boolean later = clause.group(1).equals("later");
      int from = clause.group(2) == null ? 0 : Integer.parseInt(clause.group(2));
      int to = clause.group(4) == null ? Integer.MAX_VALUE : Integer.parseInt(clause.group(4));
      for (String text : clause.group(5).split(",", -1)) {
        Matcher item = ITEM.matcher(text.strip());
        if (!item.matches()) {
          throw malformed(line, "`" + text.strip() + "` names no eye and rule");
        }
        Eye eye = Eye.of(item.group(1));
        marks.add(new Mark(later, eye, item.group(2), line, from, to, groups(item.group(3))));
      }
    }
  }

  private static Set<Integer> groups(String text) {
    Set<Integer> groups = new LinkedHashSet<>();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        groups.add(Integer.valueOf(word.substring(1)));
      }
    }
    return groups;
  }

  private static IllegalArgumentException malformed(int line, String why) {
    return new IllegalArgumentException("line " + line + ": " + why);
  }
}
