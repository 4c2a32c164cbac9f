package io.conccheck.analyzer.source;

/** Finds the ends of comments, literals and brackets in a Java text. Immutable. */
record Literals(String text) {

  /** The end of blanks and comments that begin there; the same place if there are none. */
  int skipBlank(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c <= ' ') {
        i++;
      } else if (text.startsWith("//", i)) {
        i = lineEnd(i);
      } else if (text.startsWith("/*", i)) {
        i = after("*/", i + 2);
      } else {
        break;
      }
    }
    return i;
  }

  /** The end of the string, text block or character that begins there; else the same place. */
  int skipLiteral(int from) {
    char c = text.charAt(from);
    if (c == '\'') {
      return quoted(from + 1, "'");
    } else if (c != '"') {
      return from;
    }
    return text.startsWith("\"\"\"", from) ? quoted(from + 3, "\"\"\"") : quoted(from + 1, "\"");
  }

  /** The place after the bracket that closes the one at {@code from}. */
  int skipBalanced(int from, char open, char close) {
    int depth = 0;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close) {
        if (--depth == 0) {
          return i + 1;
        }
      } else if (c == '/') {
        int after = skipBlank(i);
        i = Math.max(after, i + 1);
        continue;
      } else if (c == '"' || c == '\'') {
        i = skipLiteral(i);
        continue;
      }
      i++;
    }
    return i;
  }

  private int quoted(int from, String end) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == end.charAt(0) && text.startsWith(end, i)) {
        return i + end.length();
      }
    }
    return text.length();
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}
