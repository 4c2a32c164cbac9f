package io.conccheck.agent.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The grammar of the agent argument and of list values. */
final class OptionText {

  private OptionText() {}

  /**
   * The options of an agent argument, by key. A piece without {@code =} continues the value before
   * it; pieces before the first {@code =} are collected under the empty key.
   */
  static Map<String, List<String>> arguments(String text) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    List<String> value = null;
    for (String piece : pieces(text)) {
      int equals = piece.indexOf('=');
      if (equals > 0) {
        value = new ArrayList<>();
        options.put(piece.substring(0, equals).strip(), value);
        value.add(piece.substring(equals + 1));
      } else if (!piece.isBlank()) {
        if (value == null) {
          value = new ArrayList<>();
          options.put("", value);
        }
        value.add(piece);
      }
    }
    return options;
  }

  /** The text split at commas, {@code \,} kept as a comma; without blanks around the pieces. */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
        piece.append(',');
        i++;
      } else if (c == ',') {
        pieces.add(piece.toString().strip());
        piece.setLength(0);
      } else {
        piece.append(c);
      }
    }
    pieces.add(piece.toString().strip());
    return pieces;
  }

  /** The known word that is nearest to a wrong one, or null if none is near. */
  static String nearest(String wrong, Iterable<String> known) {
    String best = null;
    int least = Math.max(2, wrong.length() / 3) + 1;
    for (String word : known) {
      int d = distance(wrong, word);
      if (d < least) {
        least = d;
        best = word;
      }
    }
    return best;
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
