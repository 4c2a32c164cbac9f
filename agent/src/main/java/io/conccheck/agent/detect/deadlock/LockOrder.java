package io.conccheck.agent.detect.deadlock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The locks in an order in which every edge of the graph leads onward: as long as there is one, no
 * edge has closed a cycle. It is kept up edge by edge as by Marchetti-Spaccamela, Nanni and Rohnert
 * (Maintaining a topological order under edge insertions, 1996), so that an edge which agrees with
 * it costs one look. The first edge that closes a cycle ends it. Guarded by the graph.
 */
final class LockOrder {

  /** The place of a lock without edges. */
  static final int NOWHERE = Integer.MIN_VALUE;

  private List<LockNode> back = new ArrayList<>(); // places from 0 upward
  private List<LockNode> front = new ArrayList<>(); // places from -1 downward
  private boolean ended;

  /** Takes a new edge in; true if there is no such order any longer. */
  boolean endedBy(LockNode from, LockNode to) {
    if (ended) {
      return true;
    }
    if (from.place == NOWHERE) {
      front.add(from); // nothing leads to it
      from.place = -front.size();
    }
    if (to.place == NOWHERE) {
      to.place = back.size(); // nothing leads on from it
      back.add(to);
    }
    if (from.place > to.place) {
      List<LockNode> behind = behind(to, from);
      if (behind == null) {
        ended = true;
        front = List.of();
        back = List.of();
      } else {
        move(behind, from.place);
      }
    }
    return ended;
  }

  /** What can be reached from the one and is placed before the other, or null if the other can. */
  private static List<LockNode> behind(LockNode start, LockNode end) {
    List<LockNode> met = new ArrayList<>();
    Deque<LockNode> open = new ArrayDeque<>();
    boolean closed = false;
    start.met = true;
    open.add(start);
    while (!closed && !open.isEmpty()) {
      LockNode n = open.removeLast();
      met.add(n);
      for (LockEdge e : n.out()) {
        closed |= e.to == end;
        if (e.to.place < end.place && !e.to.met) {
          e.to.met = true;
          open.add(e.to);
        }
      }
    }
    open.forEach(n -> n.met = false);
    if (closed) {
      met.forEach(n -> n.met = false);
    }
    return closed ? null : met;
  }

  /** Moves those, who are marked, behind the given place; none of them changes places. */
  private void move(List<LockNode> marked, int last) {
    int first = last;
    for (LockNode n : marked) {
      first = Math.min(first, n.place);
    }
    List<LockNode> moved = new ArrayList<>(marked.size());
    int next = first;
    for (int i = first; i <= last; i++) {
      LockNode n = at(i);
      if (n.met) {
        n.met = false;
        moved.add(n);
      } else {
        put(n, next++);
      }
    }
    for (LockNode n : moved) {
      put(n, next++);
    }
  }

  private LockNode at(int place) {
    return place < 0 ? front.get(-1 - place) : back.get(place);
  }

  private void put(LockNode n, int place) {
    n.place = place;
    if (place < 0) {
      front.set(-1 - place, n);
    } else {
      back.set(place, n);
    }
  }

  /** Forgets the locks that have no edge left. Call after edges were taken away. */
  void sweep(List<LockNode> sources) {
    if (ended) {
      return;
    }
    for (LockNode n : sources) {
      n.met |= !n.out().isEmpty();
      for (LockEdge e : n.out()) {
        e.to.met = true;
      }
    }
    List<LockNode> kept = new ArrayList<>();
    for (int i = -front.size(); i < back.size(); i++) {
      LockNode n = at(i);
      if (n.met) {
        n.met = false;
        n.place = kept.size();
        kept.add(n);
      } else {
        n.place = NOWHERE;
      }
    }
    front = new ArrayList<>();
    back = kept;
  }
}
