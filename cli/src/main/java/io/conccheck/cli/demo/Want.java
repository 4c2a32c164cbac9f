package io.conccheck.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sample's comment says: {@code // want source:rule-id, runtime:rule-id} must be found,
 * {@code // later ...} may be found. A range of JDKs in brackets limits the word before it.
 *
 * @param must whether it must be found
 * @param source true if the scan finds it, false if the agent does
 * @param line where
 */
record Want(boolean must, boolean source, String ruleId, int line) {

  private static final Pattern WORD =
      Pattern.compile(
          "(want|later)(?:\\[(\\d+)?(?:\\+|-(\\d+))?])?(?=\\s)|(source|runtime):([a-z][a-z0-9-]*)");

  /** All marks of a file that hold on this JDK. */
  static List<Want> in(String text, int jdk) {
    List<Want> wants = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int comment = lines.get(i).indexOf("//");
      if (comment >= 0) {
        add(lines.get(i).substring(comment), i + 1, jdk, wants);
      }
    }
    return wants;
  }

  private static void add(String comment, int line, int jdk, List<Want> wants) {
    String word = "";
    Matcher m = WORD.matcher(comment);
    while (m.find()) {
      if (m.group(1) != null) {
        word = holds(m, jdk) ? m.group(1) : "";
      } else if (!word.isEmpty()) {
        boolean source = m.group(4).equals("source");
        wants.add(new Want(word.equals("want"), source, m.group(5), line));
      }
    }
  }

  private static boolean holds(Matcher m, int jdk) {
    String from = m.group(2);
    String to = m.group(3);
    return (from == null || jdk >= Integer.parseInt(from))
        && (to == null || jdk <= Integer.parseInt(to));
  }
}
