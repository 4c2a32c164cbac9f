package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.spi.Reports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells cycles once for each set of places, and holds back those that may yet prove to be none. */
final class Cycles {

  private static final int MAX_KEYS = 10_000;
  private static final int MAX_HELD_BACK = 1_000;

  private final Reports reports;
  private final Map<Long, Long> seen = new HashMap<>(); // guarded by this
  private final List<List<Request>> heldBack = new ArrayList<>(); // guarded by this

  /** Those that a loop which waits for another thread may always prevent; guarded by this. */
  private final Map<Long, List<Request>> gated = new LinkedHashMap<>();

  private final LockGraph graph;

  Cycles(Reports reports, LockGraph graph) {
    this.reports = reports;
    this.graph = graph;
  }

  /** Takes cycles that a request has just closed. */
  synchronized void add(List<List<Request>> closed) {
    for (List<Request> cycle : closed) {
      if (!onSemaphore(cycle)) {
        tell(cycle);
      } else if (heldBack.size() < MAX_HELD_BACK) {
        // A semaphore may be released by a thread that did not acquire it: then it is a signal.
        heldBack.add(cycle);
      }
    }
  }

  /** The program ends: what was held back is told unless a lock proved to be a signal. */
  synchronized void finish() {
    for (List<Request> cycle : heldBack) {
      boolean allExclude = true;
      for (Request r : cycle) {
        allExclude &= r.wanted().excludes();
      }
      if (allExclude) {
        tell(cycle);
      }
    }
    heldBack.clear();
    for (Map.Entry<Long, List<Request>> e : gated.entrySet()) {
      if (!seen.containsKey(e.getKey())) {
        reports.report(() -> new CycleReport(e.getValue(), false, 1).toFinding());
      }
    }
    gated.clear();
  }

  private void tell(List<Request> cycle) {
    long key = key(cycle);
    if (Request.behindGate(cycle) != null) {
      if (!seen.containsKey(key)
          && gated.size() < MAX_HELD_BACK
          && gated.putIfAbsent(key, cycle) == null) {
        graph.nextRound(); // the same requests once more may have no gate between them
      }
      return;
    }
    if (!seen.containsKey(key) && seen.size() >= MAX_KEYS) {
      return;
    }
    long n = seen.merge(key, 1L, Long::sum);
    if (Long.bitCount(n) == 1) { // told again each time the count has doubled
      reports.report(() -> new CycleReport(cycle, false, n).toFinding());
    }
  }

  private static long key(List<Request> cycle) {
    long key = 0;
    for (Request r : cycle) {
      long edge = r.site() * 31L + r.wanted().type.hashCode();
      for (int site : r.sites()) {
        edge = edge * 31 + site;
      }
      if (r.isHandedIn()) {
        edge = edge * 31 + r.stack().caller();
      }
      key += edge * 0x9E3779B97F4A7C15L;
    }
    return key;
  }

  private static boolean onSemaphore(List<Request> cycle) {
    for (Request r : cycle) {
      if (Locks.isSemaphore(r.mode())) {
        return true;
      }
      for (int mode : r.modes()) {
        if (Locks.isSemaphore(mode)) {
          return true;
        }
      }
    }
    return false;
  }
}
