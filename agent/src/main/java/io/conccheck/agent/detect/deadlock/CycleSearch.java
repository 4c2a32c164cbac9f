package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Locks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for requests that could all wait for each other, beginning with one of them. The conditions
 * are those of Goodlock (Havelund, SPIN 2000; Bensalem and Havelund, HVC 2005): each waits for a
 * lock the next one holds, no thread occurs twice, no two hold a common gate, no two are ordered.
 * Guarded by the graph.
 */
final class CycleSearch {

  /** Steps after which a search ends: what is longer or hidden in a denser graph is not found. */
  private static final int MAX_STEPS = 50_000;

  private final Request start;
  private final List<Request> path = new ArrayList<>();
  private final List<List<Request>> found = new ArrayList<>();
  private int gated; // of those found
  private final int maxFound;
  private int steps;

  private CycleSearch(Request start, int maxFound) {
    this.start = start;
    this.maxFound = maxFound;
  }

  /** Some cycles through that request, shortest in no way guaranteed first; mostly none. */
  static List<List<Request>> through(Request start, int maxFound) {
    CycleSearch search = new CycleSearch(start, maxFound);
    if (search.reachable()) {
      search.steps = 0;
      search.path.add(start);
      search.extend(start);
    }
    return search.found;
  }

  /** True if the locks alone close a cycle, whoever took them: quick where order is kept. */
  private boolean reachable() {
    Set<LockNode> met = new HashSet<>();
    List<LockNode> todo = new ArrayList<>(List.of(start.wanted()));
    while (!todo.isEmpty()) {
      LockNode n = todo.remove(todo.size() - 1);
      if (start.indexOf(n) >= 0) {
        return true;
      }
      for (LockEdge e : n.out()) {
        if (steps++ < MAX_STEPS && met.add(e.to)) {
          todo.add(e.to);
        }
      }
    }
    return false;
  }

  private void extend(Request last) {
    for (LockEdge e : last.wanted().out()) {
      for (Request next : e.requests) {
        if (steps++ > MAX_STEPS || found.size() - gated >= maxFound) {
          return;
        }
        if (last.waitsFor(next) && meetsAll(next)) {
          path.add(next);
          if (next.waitsFor(start)) {
            if (hasRoom()) {
              add(List.copyOf(path));
            }
          } else if (start.indexOf(next.wanted()) < 0) {
            extend(next);
          }
          path.remove(path.size() - 1);
        }
      }
    }
  }

  /** False if more threads would have to hold a permit of one semaphore than there are permits. */
  private boolean hasRoom() {
    for (Request r : path) {
      for (int i = 0; i < r.held().length; i++) {
        LockNode gate = r.held()[i];
        if (r.modes()[i] == Locks.PERMIT && gate.seats > 0 && !gate.handedOver) {
          int inside = 0;
          for (Request o : path) {
            inside += o.indexOf(gate) >= 0 ? 1 : 0;
          }
          if (inside > gate.seats) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Cycles that a gate may prevent take no other's place. */
  private void add(List<Request> cycle) {
    if (Request.behindGate(cycle) == null) {
      found.add(cycle);
    } else if (gated < maxFound) {
      gated++;
      found.add(cycle);
    }
  }

  private boolean meetsAll(Request next) {
    for (Request r : path) {
      if (!next.canMeet(r)) {
        return false;
      }
    }
    return true;
  }
}
