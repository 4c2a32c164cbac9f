package io.conccheck.agent.install;

import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Options;
import io.conccheck.findings.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The options as they were given. A value that cannot be read is told once and the standard value
 * holds. Safe for use by several threads.
 */
final class AgentOptions implements Options {

  private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L);

  private final Map<String, List<String>> values;
  private final Complaints complaints;
  private final Set<String> told = new HashSet<>(); // guarded by itself

  AgentOptions(Map<String, List<String>> values, Complaints complaints) {
    this.values = new HashMap<>(values);
    this.complaints = complaints;
  }

  @Override
  public String text(Option option) {
    List<String> pieces = values.get(option.key());
    return pieces == null ? option.standard() : String.join(",", pieces);
  }

  @Override
  public List<String> list(Option option) {
    List<String> pieces = values.get(option.key());
    if (pieces == null) {
      pieces = OptionText.pieces(option.standard());
    }
    List<String> filled = new ArrayList<>();
    for (String p : pieces) {
      if (!p.isEmpty()) {
        filled.add(p);
      }
    }
    return filled;
  }

  @Override
  public void each(Option option, String form, Consumer<String> reader) {
    for (String piece : list(option)) {
      try {
        reader.accept(piece);
      } catch (IllegalArgumentException e) {
        complain(option, form);
      }
    }
  }

  @Override
  public boolean flag(Option option) {
    String text = text(option);
    if (!text.equals("true") && !text.equals("false")) {
      complain(option, "true or false");
      return Boolean.parseBoolean(option.standard());
    }
    return text.equals("true");
  }

  @Override
  public String choice(Option option, String... words) {
    String text = text(option);
    if (!List.of(words).contains(text)) {
      complain(option, String.join(" or ", words));
      return option.standard();
    }
    return text;
  }

  @Override
  public long number(Option option) {
    long n = digits(text(option));
    if (n < 0) {
      complain(option, "a whole number, 0 or more");
      return digits(option.standard());
    }
    return n;
  }

  @Override
  public long millis(Option option) {
    long n = duration(text(option));
    if (n < 0) {
      complain(option, "a time such as 500ms, 5s or 2m");
      return duration(option.standard());
    }
    return n;
  }

  @Override
  public Severity failOn() {
    String text = text(FAIL_ON);
    switch (text) {
      case "never":
        return null;
      case "error":
      case "warning":
      case "note":
        return Severity.of(text);
      default:
        complain(FAIL_ON, "error, warning, note or never");
        return Severity.ERROR;
    }
  }

  private static long duration(String text) {
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    long n = digits(text.substring(0, end));
    Long unit = end == text.length() ? Long.valueOf(1000) : UNITS.get(text.substring(end));
    return unit == null || n < 0 ? -1 : n * unit;
  }

  /** The number, or -1 if the text is none. */
  private static long digits(String text) {
    try {
      return Math.max(-1, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void complain(Option option, String expected) {
    synchronized (told) {
      if (!told.add(option.key())) {
        return;
      }
    }
    complaints.accept(
        "`" + text(option) + "` is no value for `" + option.key() + "`, which takes " + expected);
  }
}
