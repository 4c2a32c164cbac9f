package io.conccheck.findings.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text (RFC 8259) into {@link Map}, {@link List}, {@link String}, {@link Long},
 * {@link Double}, {@link Boolean} and null.
 */
public final class JsonReader {

  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * The value that the whole text stands for.
   *
   * @throws JsonException if the text is not JSON, with the offset of the first wrong character
   */
  public static Object read(String text) {
    JsonReader r = new JsonReader(text);
    Object value = r.value();
    r.skipSpace();
    if (r.at < text.length()) {
      throw r.wrong("nothing more");
    }
    return value;
  }

  private Object value() {
    skipSpace();
    if (at >= text.length()) {
      throw wrong("a value");
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    enter();
    Map<String, Object> map = new LinkedHashMap<>();
    if (!nextIs('}')) {
      do {
        skipSpace();
        String key = string();
        expect(':');
        map.put(key, value());
      } while (nextIs(','));
      expect('}');
    }
    depth--;
    return map;
  }

  private List<Object> array() {
    enter();
    List<Object> list = new ArrayList<>();
    if (!nextIs(']')) {
      do {
        list.add(value());
      } while (nextIs(','));
      expect(']');
    }
    depth--;
    return list;
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw wrong("at most " + MAX_DEPTH + " levels");
    }
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw wrong("a string");
    }
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return out.toString();
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw wrong("the end of the string");
  }

  private char escape() {
    if (++at >= text.length()) {
      throw wrong("an escape");
    }
    char c = text.charAt(at);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape");
    };
  }

  private char unicode() {
    if (at + 4 >= text.length()) {
      throw wrong("four hex digits");
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(++at), 16);
      if (digit < 0) {
        throw wrong("a hex digit");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      return digits.matches("-?\\d{1,18}") ? (Object) Long.valueOf(digits) : decimal(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("a value");
    }
  }

  private static Double decimal(String digits) {
    return Double.valueOf(digits);
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("`" + word + "`");
    }
    at += word.length();
    return value;
  }

  private boolean nextIs(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!nextIs(c)) {
      throw wrong("`" + c + "`");
    }
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException wrong(String expected) {
    return new JsonException("expected " + expected + " at offset " + at);
  }
}
