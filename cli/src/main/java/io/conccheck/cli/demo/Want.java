package io.conccheck.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sample's comment says must be found: {@code // want source:rule-id, runtime:rule-id}, with
 * a range of JDKs behind the word where it holds for some only.
 *
 * @param source true if the scan must find it, false if the agent
 * @param line where
 */
record Want(boolean source, String ruleId, int line) {

  private static final Pattern COMMENT =
      Pattern.compile("//\\s*want(?:\\[(\\d+)?(?:\\+|-(\\d+))?])?\\s+(.*)");
  private static final Pattern ITEM = Pattern.compile("(source|runtime):([a-z][a-z0-9-]*)");

  /** All wants of a file that hold on this JDK. */
  static List<Want> in(String text, int jdk) {
    List<Want> wants = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher comment = COMMENT.matcher(lines.get(i));
      if (comment.find() && holds(comment, jdk)) {
        Matcher item = ITEM.matcher(comment.group(3));
        while (item.find()) {
          wants.add(new Want(item.group(1).equals("source"), item.group(2), i + 1));
        }
      }
    }
    return wants;
  }

  private static boolean holds(Matcher comment, int jdk) {
    String from = comment.group(1);
    String to = comment.group(2);
    return (from == null || jdk >= Integer.parseInt(from))
        && (to == null || jdk <= Integer.parseInt(to));
  }

  String eye() {
    return source ? "source" : "runtime";
  }
}
