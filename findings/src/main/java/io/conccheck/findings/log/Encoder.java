package io.conccheck.findings.log;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Related;
import io.conccheck.findings.Trace;
import io.conccheck.findings.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns a log record into one line of JSON, without the line end. Absent values are left out. */
final class Encoder {

  private Encoder() {}

  static String encode(LogRecord record) {
    return JsonWriter.write(toMap(record));
  }

  private static Map<String, Object> toMap(LogRecord record) {
    if (record instanceof LogRecord.Header h) {
      return header(h);
    } else if (record instanceof LogRecord.Found f) {
      return finding(f.finding());
    } else if (record instanceof LogRecord.Problem p) {
      return problem(p);
    } else if (record instanceof LogRecord.Event e) {
      return new Obj().put("event", e.name()).put("data", e.data()).map;
    }
    LogRecord.End end = (LogRecord.End) record;
    return new Obj()
        .put("end", end.status())
        .put("reason", end.reason())
        .put("findings", end.findings())
        .map;
  }

  private static Map<String, Object> header(LogRecord.Header h) {
    return new Obj()
        .put("conccheckLog", FindingsLog.MAJOR)
        .put("minor", h.minor())
        .put("tool", h.tool())
        .put("pid", h.pid())
        .put("status", "running")
        .put("command", h.command())
        .put("startedAt", h.startedAt())
        .map;
  }

  private static Map<String, Object> problem(LogRecord.Problem p) {
    return new Obj()
        .put("problem", p.kind())
        .put("path", p.path())
        .put("line", p.line() == 0 ? null : p.line())
        .put("message", p.message())
        .put("help", p.help())
        .map;
  }

  private static Map<String, Object> finding(Finding f) {
    return new Obj()
        .put("ruleId", f.ruleId())
        .put("severity", f.severity().word())
        .put("confidence", f.confidence().word())
        .put("origin", f.origin().word())
        .put("message", f.message())
        .put("help", f.help())
        .put("location", location(f.location()))
        .put(
            "subject",
            new Obj().put("kind", f.subject().kind()).put("symbols", f.subject().symbols()).map)
        .put("traces", list(f.traces(), Encoder::trace))
        .put("related", list(f.related(), Encoder::related))
        .put("fingerprint", f.fingerprint())
        .put("otherFingerprint", f.otherFingerprint())
        .put("count", f.count())
        .map;
  }

  private static Map<String, Object> location(Location l) {
    return new Obj()
        .put("path", l.path())
        .put("line", l.line() == 0 ? null : l.line())
        .put("column", l.column() == 0 ? null : l.column())
        .put("symbol", l.symbol())
        .map;
  }

  private static Map<String, Object> trace(Trace t) {
    return new Obj()
        .put("role", t.role())
        .put("thread", t.thread())
        .put("createdAt", list(t.createdAt(), Encoder::frame))
        .put("heldLocks", list(t.heldLocks(), Encoder::lock))
        .put("frames", list(t.frames(), Encoder::frame))
        .put("remark", t.remark())
        .map;
  }

  private static Map<String, Object> frame(Frame f) {
    return new Obj()
        .put("class", f.className())
        .put("method", f.method())
        .put("file", f.file())
        .put("line", f.line() == 0 ? null : f.line())
        .map;
  }

  private static Map<String, Object> lock(LockRef l) {
    return new Obj()
        .put("kind", l.kind())
        .put("owner", l.owner())
        .put("symbol", l.symbol())
        .put("site", l.site() == null ? null : frame(l.site()))
        .map;
  }

  private static Map<String, Object> related(Related r) {
    return new Obj().put("location", location(r.location())).put("message", r.message()).map;
  }

  private static <T> List<Object> list(List<T> items, Function<T, Object> form) {
    return items.stream().map(form).toList();
  }

  private static final class Obj {
    final Map<String, Object> map = new LinkedHashMap<>();

    Obj put(String key, Object value) {
      if (value != null) {
        map.put(key, value);
      }
      return this;
    }
  }
}
