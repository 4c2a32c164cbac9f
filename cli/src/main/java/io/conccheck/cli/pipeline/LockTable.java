package io.conccheck.cli.pipeline;

import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.LogRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The locks of all logs of a report, as the agents counted them; the longest waits first. */
public final class LockTable {

  private static final String EVENT = "lock-contention";

  private LockTable() {}

  /** The rows of those logs, those of one name added up. */
  public static List<LockRow> of(Collection<FindingsLog> logs) {
    Map<String, LockRow> rows = new LinkedHashMap<>();
    for (FindingsLog log : logs) {
      for (LogRecord.Event e : log.events(EVENT)) {
        if (e.data().get("locks") instanceof List<?> list) {
          list.forEach(item -> add(item, rows));
        }
      }
    }
    return rows.values().stream()
        .sorted(
            Comparator.comparingLong(LockRow::waitedMillis)
                .thenComparingLong(LockRow::heldMillis)
                .reversed()
                .thenComparing(LockRow::lock))
        .toList();
  }

  private static void add(Object item, Map<String, LockRow> rows) {
    if (item instanceof Map<?, ?> m && m.get("lock") instanceof String lock) {
      LockRow row =
          new LockRow(
              lock,
              number(m, "acquisitions"),
              number(m, "contended"),
              number(m, "waitedMillis"),
              number(m, "heldMillis"));
      rows.merge(lock, row, LockRow::plus);
    }
  }

  private static long number(Map<?, ?> m, String key) {
    return m.get(key) instanceof Number n ? n.longValue() : 0;
  }

  /** The rows as a log carries them on. */
  public static LogRecord.Event event(List<LockRow> rows) {
    return new LogRecord.Event(EVENT, Map.of("locks", rows.stream().map(LockTable::data).toList()));
  }

  private static Map<String, Object> data(LockRow r) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("lock", r.lock());
    m.put("acquisitions", r.acquisitions());
    m.put("contended", r.contended());
    m.put("waitedMillis", r.waitedMillis());
    m.put("heldMillis", r.heldMillis());
    return m;
  }
}
