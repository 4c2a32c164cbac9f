package io.conccheck.findings.log;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Related;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns the parsed JSON of one line back into a record; keys it does not know are passed over. */
final class Decoder {

  private Decoder() {}

  /**
   * The record, or null if the line is of a kind that this version does not know.
   *
   * @throws IllegalArgumentException if a required key is missing or of the wrong type
   */
  static LogRecord decode(Map<?, ?> m) {
    if (m.containsKey("ruleId")) {
      return new LogRecord.Found(finding(m));
    } else if (m.containsKey("problem")) {
      return new LogRecord.Problem(
          text(m, "problem"),
          optional(m, "path"),
          (int) number(m, "line", 0),
          text(m, "message"),
          orEmpty(optional(m, "help")));
    } else if (m.containsKey("event")) {
      return new LogRecord.Event(text(m, "event"), data(m.get("data")));
    } else if (m.containsKey("end")) {
      return new LogRecord.End(text(m, "end"), optional(m, "reason"), number(m, "findings", 0));
    } else if (m.containsKey("conccheckLog")) {
      return header(m);
    }
    return null;
  }

  private static LogRecord.Header header(Map<?, ?> m) {
    long major = number(m, "conccheckLog", -1);
    if (major != FindingsLog.MAJOR) {
      throw new IllegalArgumentException(
          "the log has format version " + major + ", this reader knows " + FindingsLog.MAJOR);
    }
    return new LogRecord.Header(
        (int) number(m, "minor", 0),
        text(m, "tool"),
        number(m, "pid", 0),
        optional(m, "command"),
        number(m, "startedAt", 0));
  }

  private static Finding finding(Map<?, ?> m) {
    Map<?, ?> subject = map(m, "subject");
    return new Finding(
        text(m, "ruleId"),
        Severity.of(text(m, "severity")),
        Confidence.of(text(m, "confidence")),
        Origin.of(text(m, "origin")),
        text(m, "message"),
        orEmpty(optional(m, "help")),
        location(map(m, "location")),
        new Subject(text(subject, "kind"), strings(subject.get("symbols"))),
        list(m, "traces", Decoder::trace),
        list(m, "related", Decoder::related),
        text(m, "fingerprint"),
        optional(m, "otherFingerprint"),
        number(m, "count", 1));
  }

  private static Location location(Map<?, ?> m) {
    return new Location(
        text(m, "path"),
        (int) number(m, "line", 0),
        (int) number(m, "column", 0),
        optional(m, "symbol"));
  }

  private static Trace trace(Map<?, ?> m) {
    return new Trace(
        text(m, "role"),
        text(m, "thread"),
        list(m, "createdAt", Decoder::frame),
        list(m, "heldLocks", Decoder::lock),
        list(m, "frames", Decoder::frame),
        optional(m, "remark"));
  }

  private static Frame frame(Map<?, ?> m) {
    return new Frame(
        text(m, "class"), text(m, "method"), optional(m, "file"), (int) number(m, "line", 0));
  }

  private static LockRef lock(Map<?, ?> m) {
    Frame site = m.get("site") instanceof Map<?, ?> f ? frame(f) : null;
    return new LockRef(text(m, "kind"), text(m, "owner"), text(m, "symbol"), site);
  }

  private static Related related(Map<?, ?> m) {
    return new Related(location(map(m, "location")), text(m, "message"));
  }

  @SuppressWarnings("unchecked") // the JSON reader makes no other maps
  private static Map<String, Object> data(Object value) {
    return value instanceof Map<?, ?> m ? (Map<String, Object>) m : Map.of();
  }

  private static List<String> strings(Object value) {
    return value instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
  }

  private static <T> List<T> list(Map<?, ?> m, String key, Function<Map<?, ?>, T> form) {
    if (!(m.get(key) instanceof List<?> items)) {
      return List.of();
    }
    return items.stream()
        .filter(i -> i instanceof Map)
        .map(i -> form.apply((Map<?, ?>) i))
        .toList();
  }

  private static Map<?, ?> map(Map<?, ?> m, String key) {
    if (m.get(key) instanceof Map<?, ?> inner) {
      return inner;
    }
    throw new IllegalArgumentException("`" + key + "` is missing");
  }

  private static String text(Map<?, ?> m, String key) {
    if (m.get(key) instanceof String s) {
      return s;
    }
    throw new IllegalArgumentException("`" + key + "` is missing");
  }

  private static String optional(Map<?, ?> m, String key) {
    return m.get(key) instanceof String s ? s : null;
  }

  private static String orEmpty(String s) {
    return s == null ? "" : s;
  }

  private static long number(Map<?, ?> m, String key, long otherwise) {
    return m.get(key) instanceof Number n ? n.longValue() : otherwise;
  }
}
