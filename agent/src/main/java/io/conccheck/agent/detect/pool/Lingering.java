package io.conccheck.agent.detect.pool;

import io.conccheck.agent.spi.Reports;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells when {@code main} has returned and nothing but idle workers of pools that nobody shut down
 * keeps the JVM alive. Ticker thread only, but for {@link #stop}.
 */
final class Lingering {

  /** The name under which the launcher's thread waits for the others once {@code main} is done. */
  private static final String WAITER = "DestroyJavaVM";

  private final Pools pools;
  private final Reports reports;
  private final long lingerNanos;
  private final ThreadGroup root;
  private volatile boolean stopped;
  private Map<Made, PoolState> before = Map.of();
  private long since;

  Lingering(Pools pools, Reports reports, long lingerMillis) {
    this.pools = pools;
    this.reports = reports;
    this.lingerNanos = lingerMillis * 1_000_000;
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    this.root = group;
  }

  void stop() {
    stopped = true;
  }

  void look() {
    if (stopped) {
      return;
    }
    Map<Made, PoolState> now = onlyIdlePools();
    if (now.isEmpty() || !same(now, before)) {
      before = now;
      since = System.nanoTime();
    } else if (System.nanoTime() - since >= lingerNanos) {
      now.forEach(this::report);
    }
  }

  private void report(Made made, PoolState state) {
    if (!made.told && !stopped) {
      made.told = true;
      reports.report(PoolNotShutDown.lingering(made, state));
    }
  }

  private static boolean same(Map<Made, PoolState> now, Map<Made, PoolState> before) {
    if (!now.keySet().equals(before.keySet())) {
      return false;
    }
    for (Map.Entry<Made, PoolState> e : now.entrySet()) {
      if (e.getValue().completed() != before.get(e.getKey()).completed()) {
        return false;
      }
    }
    return true;
  }

  /** The idle pools that keep the JVM alive; none if anything else does, or works. */
  private Map<Made, PoolState> onlyIdlePools() {
    Set<Thread> keepers = keepers();
    Map<Made, PoolState> idle = new LinkedHashMap<>();
    for (Made made : pools.all()) {
      Object pool = made.get();
      if (keepers.isEmpty() || pool == null) {
        continue;
      }
      PoolState state = PoolState.of(pool);
      if (state.shutDown() || state.busy() || made.isJdks()) {
        continue;
      }
      if (keepers.removeAll(state.workers()) && state.keepsAlive()) {
        idle.put(made, state);
      }
    }
    return keepers.isEmpty() ? idle : Map.of();
  }

  /** All threads that keep the JVM from ending; none as long as {@code main} runs. */
  private Set<Thread> keepers() {
    Thread[] threads = new Thread[root.activeCount() + 16];
    int n = root.enumerate(threads, true);
    while (n == threads.length) {
      threads = new Thread[n * 2];
      n = root.enumerate(threads, true);
    }
    Set<Thread> keepers = new HashSet<>();
    boolean mainReturned = false;
    for (int i = 0; i < n; i++) {
      Thread t = threads[i];
      boolean waiter = t.getName().equals(WAITER);
      mainReturned |= waiter;
      if (!t.isDaemon() && !waiter) {
        keepers.add(t);
      }
    }
    return mainReturned ? keepers : Set.of();
  }
}
