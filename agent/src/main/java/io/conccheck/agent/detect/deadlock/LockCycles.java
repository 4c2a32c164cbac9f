package io.conccheck.agent.detect.deadlock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which locks lie on a cycle of the graph, whoever took them. Mostly none do, and then no request
 * has to be searched from: a new edge can close a cycle only if one leads to its beginning and one
 * away from its end, and a request along an old edge closes none. Guarded by the graph.
 */
final class LockCycles {

  private LockCycles() {}

  /** True if a new edge between the two might close a cycle. Call before it is put in. */
  static boolean mayClose(LockNode from, LockNode to) {
    return from.hasIn && !to.out().isEmpty();
  }

  /** Marks the locks on cycles that the new edges from those to that one have closed. */
  static void mark(LockNode[] from, LockNode to) {
    List<LockNode> reached = new ArrayList<>(List.of(to));
    Set<LockNode> met = new HashSet<>(reached);
    for (int i = 0; i < reached.size(); i++) {
      for (LockEdge e : reached.get(i).out()) {
        if (!e.to.out().isEmpty() && met.add(e.to)) {
          reached.add(e.to);
        }
      }
    }
    Set<LockNode> back = new HashSet<>(); // those that lead to a beginning
    for (LockNode n : from) {
      if (met.contains(n)) {
        back.add(n);
      }
    }
    for (int before = -1; before < back.size() && !back.isEmpty(); ) {
      before = back.size();
      for (LockNode n : reached) {
        if (leadsTo(n, back)) {
          back.add(n);
        }
      }
    }
    for (LockNode n : back) {
      n.inCycle = true;
    }
  }

  private static boolean leadsTo(LockNode n, Set<LockNode> some) {
    if (some.contains(n)) {
      return false; // known already
    }
    for (LockEdge e : n.out()) {
      if (some.contains(e.to)) {
        return true;
      }
    }
    return false;
  }

  /** True if a request for that lock, holding those, can be part of a cycle. */
  static boolean has(LockNode[] held, LockNode wanted) {
    if (wanted.inCycle) {
      for (LockNode n : held) {
        if (n.inCycle) {
          return true;
        }
      }
    }
    return false;
  }
}
