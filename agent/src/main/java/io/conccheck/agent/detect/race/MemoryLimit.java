package io.conccheck.agent.detect.race;

import java.util.Locale;

/** Reads the option {@code memlimit}. */
final class MemoryLimit {

  static final String STANDARD = "25%";

  private MemoryLimit() {}

  /**
   * The limit in bytes, at least one megabyte; that of {@link #STANDARD} where the text cannot be
   * read.
   */
  static long bytes(String text) {
    long bytes;
    try {
      bytes = parse(text.strip().toLowerCase(Locale.ROOT));
    } catch (NumberFormatException e) {
      bytes = parse(STANDARD);
    }
    return Math.max(1L << 20, bytes);
  }

  private static long parse(String text) {
    if (text.isEmpty()) {
      throw new NumberFormatException("empty");
    }
    String number = text.substring(0, text.length() - 1);
    return switch (text.charAt(text.length() - 1)) {
      case '%' -> Runtime.getRuntime().maxMemory() / 100 * Long.parseLong(number);
      case 'k' -> Long.parseLong(number) << 10;
      case 'm' -> Long.parseLong(number) << 20;
      case 'g' -> Long.parseLong(number) << 30;
      default -> Long.parseLong(text);
    };
  }
}
