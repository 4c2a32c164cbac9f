package io.conccheck.agent.detect.pool;

import io.conccheck.agent.spi.Reports;
import java.util.LinkedHashMap;
import java.util.Map;

/** How pools were used that are not used any more, one of each place. For use by any thread. */
final class Habits {

  private static final int MOST = 100;

  private final Map<String, Made> byPlace = new LinkedHashMap<>(); // guarded by this

  /** Takes a pool that is gone, or that the JVM's end finds. */
  synchronized void add(Made made) {
    Use use = made.turns.habit();
    if (use != null && byPlace.size() < MOST && !made.isJdks()) {
      byPlace.putIfAbsent(use.symbol() + use.location().line(), made);
    }
  }

  synchronized void report(Reports reports) {
    for (Made made : byPlace.values()) {
      reports.report(SubmitAndGet.of(made, made.turns.habit(), made.turns.count()));
    }
  }
}
