package io.conccheck.analyzer.source;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A file's text without what declarations do not need: comments, bodies of methods (but for short
 * ones that may lock), initial values, arguments of enum constants. What remains is Java and
 * declares the same classes, fields and methods, but parses several times faster. Lines are not
 * kept. For use by one thread, once.
 */
final class Outline {

  private final Literals literals;
  private final String text;
  private final StringBuilder out;
  private final Deque<Boolean> bodies = new ArrayDeque<>(); // true: an enum's constants
  private int parens; // depth within the current member's parentheses
  private boolean typeHead; // the member so far is the head of a type
  private boolean enumHead;
  private boolean value; // within an initial value
  private boolean comma; // an initial value had one outside all parentheses
  private int valueFrom; // where the initial value begins in out

  private Outline(String text) {
    this.text = text;
    this.literals = new Literals(text);
    this.out = new StringBuilder(text.length() / 4 + 64);
    bodies.push(false);
  }

  /** The outline of a text in which no unicode escape stands for a character of the syntax. */
  static String of(String text) {
    Outline o = new Outline(text);
    int i = 0;
    while (i < text.length()) {
      i = o.step(i);
    }
    return o.out.toString();
  }

  private int step(int i) {
    int after = literals.skipBlank(i);
    if (after > i) {
      out.append(' ');
      return after;
    }
    char c = text.charAt(i);
    after = literals.skipLiteral(i);
    if (after > i) {
      out.append(text, i, after);
      return after;
    }
    if (Character.isJavaIdentifierStart(c)) {
      return word(i);
    }
    return switch (c) {
      case '{' -> open(i);
      case '}' -> close(i);
      case '(' -> parenthesis(i);
      default -> {
        mark(c);
        out.append(c);
        yield i + 1;
      }
    };
  }

  private void mark(char c) {
    if (c == ')') {
      parens--;
    } else if (parens > 0) {
      return;
    } else if (c == ';') {
      if (value && !comma) {
        out.setLength(valueFrom);
      }
      constantsEnd();
      member();
    } else if (c == '=' && !value) {
      value = true;
      valueFrom = out.length();
    } else if (c == ',' && value) {
      comma = true;
    }
  }

  private int parenthesis(int i) {
    if (Boolean.TRUE.equals(bodies.peek())) {
      return literals.skipBalanced(i, '(', ')'); // arguments of an enum constant
    }
    parens++;
    out.append('(');
    return i + 1;
  }

  private int word(int i) {
    int end = i + 1;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(i, end);
    out.append(word);
    if (parens == 0 && !value) {
      switch (word) {
        case "class", "interface" -> typeHead = true;
        case "enum" -> {
          typeHead = true;
          enumHead = true;
        }
        case "record" -> {
          int next = literals.skipBlank(end);
          typeHead |= next < text.length() && Character.isJavaIdentifierStart(text.charAt(next));
        }
        default -> {
          // a name, or a modifier
        }
      }
    }
    return end;
  }

  private int open(int i) {
    if (parens > 0 && !value) {
      out.append('{'); // an annotation's list
      return i + 1;
    }
    if (typeHead && !value) {
      out.append('{');
      bodies.push(enumHead);
      member();
      return i + 1;
    }
    int after = literals.skipBalanced(i, '{', '}');
    // What short methods do to locks is for others to know.
    if (!value && LockWords.isShort(text, i, after) && LockWords.any(text, i, after)) {
      out.append(text, i, after);
    } else {
      out.append("{}");
    }
    if (!value) {
      member();
    }
    return after;
  }

  private int close(int i) {
    out.append('}');
    if (parens == 0 && bodies.size() > 1) {
      bodies.pop();
      member();
    }
    return i + 1;
  }

  private void constantsEnd() {
    if (Boolean.TRUE.equals(bodies.peek())) {
      bodies.pop();
      bodies.push(false);
    }
  }

  private void member() {
    typeHead = false;
    enumHead = false;
    value = false;
    comma = false;
  }
}
