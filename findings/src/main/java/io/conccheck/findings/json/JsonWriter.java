package io.conccheck.findings.json;

import java.util.Collection;
import java.util.Map;

/**
 * Writes maps, collections, strings, numbers, booleans and null as one line of JSON (RFC 8259),
 * plain ASCII, keys in the map's own order.
 */
public final class JsonWriter {

  private static final String HEX = "0123456789abcdef";

  private JsonWriter() {}

  /**
   * The value as JSON.
   *
   * @throws IllegalArgumentException if the value holds something that JSON has no form for
   */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder(256);
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof CharSequence s) {
      appendString(out, s);
    } else if (value instanceof Number n) {
      appendNumber(out, n);
    } else if (value instanceof Map<?, ?> m) {
      appendMap(out, m);
    } else if (value instanceof Collection<?> c) {
      appendList(out, c);
    } else {
      throw new IllegalArgumentException("no JSON form for " + value.getClass().getName());
    }
  }

  private static void appendNumber(StringBuilder out, Number n) {
    double d = n.doubleValue();
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      throw new IllegalArgumentException("no JSON form for " + n);
    }
    out.append(n);
  }

  private static void appendMap(StringBuilder out, Map<?, ?> m) {
    char before = '{';
    for (Map.Entry<?, ?> e : m.entrySet()) {
      out.append(before);
      before = ',';
      appendString(out, String.valueOf(e.getKey()));
      out.append(':');
      append(out, e.getValue());
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private static void appendList(StringBuilder out, Collection<?> c) {
    char before = '[';
    for (Object o : c) {
      out.append(before);
      before = ',';
      append(out, o);
    }
    out.append(before == '[' ? "[]" : "]");
  }

  private static void appendString(StringBuilder out, CharSequence s) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      appendChar(out, s.charAt(i));
    }
    out.append('"');
  }

  private static void appendChar(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c >= 0x20 && c < 0x7f) {
          out.append(c);
        } else {
          out.append("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 15));
          }
        }
      }
    }
  }
}
