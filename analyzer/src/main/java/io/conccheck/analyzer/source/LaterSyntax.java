package io.conccheck.analyzer.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Says what JavaParser's grammar does not know (3.28.2) in words that it does: local enums (JLS 17,
 * 14.3) become local classes with constants, primitive types in patterns (JEP 507) their boxes.
 * Lines are kept. For use by one thread, once.
 */
final class LaterSyntax {

  private static final Map<String, String> BOXES =
      Map.of(
          "int", "Integer",
          "long", "Long",
          "double", "Double",
          "float", "Float",
          "char", "Character",
          "byte", "Byte",
          "short", "Short",
          "boolean", "Boolean");

  private final String text;
  private final Literals literals;
  private final StringBuilder out;
  private final Deque<Boolean> typeBodies = new ArrayDeque<>(); // false: a block or the like
  private boolean typeHead;
  private String before = ""; // the last word, if nothing but blanks came after it
  private int at;

  private LaterSyntax(String text) {
    this.text = text;
    this.literals = new Literals(text);
    this.out = new StringBuilder(text.length() + 256);
  }

  /** A text in older words; the same text if nothing had to be said otherwise. */
  static String of(String text) {
    LaterSyntax rest = new LaterSyntax(text);
    rest.copyTo(text.length());
    return rest.out.toString();
  }

  private void copyTo(int end) {
    while (at < end) {
      int after = literals.skipBlank(at);
      if (after > at) {
        copy(after);
        continue;
      }
      after = literals.skipLiteral(at);
      if (after > at) {
        before = "";
        copy(after);
      } else if (Character.isJavaIdentifierStart(text.charAt(at))) {
        word();
      } else {
        before = "";
        bracket(text.charAt(at));
        copy(at + 1);
      }
    }
  }

  private void bracket(char c) {
    if (c == '{') {
      typeBodies.push(typeHead);
      typeHead = false;
    } else if (c == '}') {
      typeBodies.poll();
      typeHead = false;
    } else if (c == ';') {
      typeHead = false;
    }
  }

  private void word() {
    String word = text.substring(at, wordEnd(at));
    boolean member = at > 0 && text.charAt(at - 1) == '.'; // X.class
    if (word.equals("enum") && Boolean.FALSE.equals(typeBodies.peek())) {
      localEnum();
      return;
    }
    if (word.matches("class|interface|enum") && !member) {
      typeHead = true;
    } else if (word.equals("record")) {
      int name = literals.skipBlank(wordEnd(at));
      int after = literals.skipBlank(wordEnd(name));
      typeHead |= name < after && after < text.length() && "(<".indexOf(text.charAt(after)) >= 0;
    }
    String box = before.matches("instanceof|case|final") ? BOXES.get(word) : null;
    if (box != null && isPattern()) {
      out.append(box);
      at = wordEnd(at);
    } else {
      copy(wordEnd(at));
    }
    before = word;
  }

  /** {@code final int x = 1;} is no pattern. */
  private boolean isPattern() {
    int name = literals.skipBlank(wordEnd(at));
    int after = literals.skipBlank(wordEnd(name));
    boolean declares = after < text.length() && "=;,:".indexOf(text.charAt(after)) >= 0;
    return name < text.length()
        && text.charAt(name) != '['
        && !(before.equals("final") && declares);
  }

  private void localEnum() {
    out.append("class");
    at = wordEnd(at);
    copy(literals.skipBlank(at));
    String name = text.substring(at, wordEnd(at));
    copy(wordEnd(at));
    out.append(" extends java.lang.Enum<").append(name).append('>');
    int body = text.indexOf('{', at);
    copy(body < 0 ? text.length() : body + 1);
    typeBodies.push(true);
    int from = at;
    do {
      from = at;
      constant(name);
    } while (at > from);
  }

  /** One constant and the comma after it; nothing where the constants end. */
  private void constant(String type) {
    copy(literals.skipBlank(at));
    while (at < text.length() && text.charAt(at) == '@') {
      copy(wordEnd(at + 1));
      copy(literals.skipBlank(at));
      inner('(', ')');
      copy(literals.skipBlank(at));
    }
    if (at >= text.length() || !Character.isJavaIdentifierStart(text.charAt(at))) {
      return;
    }
    out.append("static final ").append(type).append(' ');
    copy(wordEnd(at));
    out.append(" = new ").append(type);
    copy(literals.skipBlank(at));
    if (!inner('(', ')')) {
      out.append("()");
    }
    copy(literals.skipBlank(at));
    inner('{', '}');
    copy(literals.skipBlank(at));
    boolean more = at < text.length() && text.charAt(at) == ',';
    boolean last = at < text.length() && text.charAt(at) == '}';
    if (more || last) {
      out.append(';');
      at += more ? 1 : 0;
    }
  }

  /** What stands in brackets that begin here, brackets included; false if none do. */
  private boolean inner(char open, char close) {
    if (at >= text.length() || text.charAt(at) != open) {
      return false;
    }
    copyTo(literals.skipBalanced(at, open, close));
    return true;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void copy(int end) {
    out.append(text, at, end);
    at = end;
  }
}
