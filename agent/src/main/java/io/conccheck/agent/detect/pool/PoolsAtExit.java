package io.conccheck.agent.detect.pool;

import io.conccheck.agent.spi.Reports;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pools as the JVM's end finds them: those with live threads where the shutdown sequence begins,
 * unless one of the program's shutdown hooks shuts them down. A pool of one thread which itself
 * asks for the end is in use, not left behind. Used by the exiting thread.
 */
final class PoolsAtExit {

  private final Pools pools;
  private final Reports reports;
  private Map<Made, PoolState> alive; // null until taken

  PoolsAtExit(Pools pools, Reports reports) {
    this.pools = pools;
    this.reports = reports;
  }

  void begin() {
    alive = new LinkedHashMap<>();
    for (Made made : pools.all()) {
      Object pool = made.get();
      if (pool == null || made.told) {
        continue;
      }
      PoolState state = PoolState.of(pool);
      if (!state.shutDown() && state.hasOthers() && !made.isJdks()) {
        alive.put(made, state);
      }
    }
  }

  void end() {
    if (alive == null) {
      begin();
    }
    Map<String, Site> sites = new LinkedHashMap<>();
    for (Map.Entry<Made, PoolState> e : alive.entrySet()) {
      Object pool = e.getKey().get();
      if (pool != null && !PoolState.of(pool).shutDown()) {
        e.getKey().told = true;
        String place = e.getKey().location().symbol() + e.getKey().location().line();
        sites.computeIfAbsent(place, k -> new Site(e.getKey(), e.getValue())).count++;
      }
    }
    for (Site site : sites.values()) {
      reports.report(PoolNotShutDown.atExit(site.made, site.state, site.count));
    }
  }

  /** The first pool made at a place, and how many more there are. */
  private static final class Site {
    final Made made;
    final PoolState state;
    int count;

    Site(Made made, PoolState state) {
      this.made = made;
      this.state = state;
    }
  }
}
