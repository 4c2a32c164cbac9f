package io.conccheck.agent.detect.pool;

import io.conccheck.agent.spi.Reports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Pools as the JVM's end finds them: those with live threads where the shutdown sequence begins,
 * unless one of the program's shutdown hooks shuts them down; and those that were shut down but
 * still have work, unless it is done in a moment. A pool of one thread which itself asks for the
 * end is in use, not left behind. Used by the exiting thread.
 */
final class PoolsAtExit {

  private static final int GRACE_LOOKS = 10;
  private static final long LOOK_NANOS = 10_000_000;

  private final Pools pools;
  private final Reports reports;
  private final long lingerNanos;
  private Map<Made, PoolState> alive; // null until taken
  private final List<Made> working = new ArrayList<>(); // shut down, but not through

  /**
   * @param lingerMillis how long a pool that ends itself may take for it
   */
  PoolsAtExit(Pools pools, Reports reports, long lingerMillis) {
    this.pools = pools;
    this.reports = reports;
    this.lingerNanos = lingerMillis * 1_000_000;
  }

  void begin() {
    alive = new LinkedHashMap<>();
    for (Made made : pools.all()) {
      Object pool = made.get();
      if (pool == null || made.told) {
        continue;
      }
      PoolState state = PoolState.of(pool);
      boolean left = state.hasOthers() && !made.isJdks();
      boolean ends = !state.working() && ExecutorState.endsItself(pool, lingerNanos);
      if (left && !state.shutDown() && !ends) {
        alive.put(made, state);
      } else if (left && state.shutDown() && state.working()) {
        working.add(made);
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
      PoolState now = pool == null ? null : PoolState.of(pool);
      if (now != null && !now.shutDown()) {
        e.getKey().told = true;
        // A task that has ended since was about to: it is not cut off.
        PoolState state = now.working() ? e.getValue() : now;
        sites.computeIfAbsent(e.getKey().place(), k -> new Site(e.getKey(), state)).count++;
      }
    }
    for (Site site : sites.values()) {
      reports.report(PoolNotShutDown.atExit(site.made, site.state, site.count));
    }
    for (Made made : working) {
      PoolState state = stillWorking(made);
      if (state != null) {
        reports.report(PoolNotShutDown.notAwaited(made, state));
      }
    }
  }

  /** What the pool still does after a moment's grace, or null if it is through. */
  private static PoolState stillWorking(Made made) {
    PoolState state = null;
    for (int i = 0; i < GRACE_LOOKS; i++) {
      Object pool = made.get();
      state = pool == null ? null : PoolState.of(pool);
      if (state == null || !state.working()) {
        return null;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return state;
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
