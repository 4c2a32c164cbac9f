package io.conccheck.agent.detect.deadlock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The locks in an order in which every edge of the graph leads onward: as long as there is one, no
 * edge has closed a cycle. It is kept up edge by edge as by Marchetti-Spaccamela, Nanni and Rohnert
 * (Maintaining a topological order under edge insertions, 1996), so that an edge which agrees with
 * it costs one look. One that does not costs no more than the locks that have to change places: the
 * order is a list whose members have numbers, with room between them as by Bender, Cole, Demaine,
 * Farach-Colton and Zito (Two simplified algorithms for maintaining order in a list, 2002). The
 * first edge that closes a cycle ends it. Guarded by the graph.
 */
final class LockOrder {

  /** The place of a lock without edges. */
  static final long NOWHERE = Long.MIN_VALUE;

  private static final long ROOM = 1L << 32; // between neighbours at either end
  private static final double GROWTH = 4.0 / 3; // of what a range of twice the size may hold

  private LockNode first;
  private LockNode last;
  private boolean ended;

  /** Takes a new edge in; true if there is no such order any longer. */
  boolean endedBy(LockNode from, LockNode to) {
    if (ended) {
      return true;
    }
    if (from.place == NOWHERE) {
      from.place = first == null ? 0 : first.place - ROOM; // nothing leads to it
      link(null, from, first);
    }
    if (to.place == NOWHERE) {
      to.place = last.place + ROOM; // nothing leads on from it
      link(last, to, null);
    }
    if (from.place > to.place) {
      List<LockNode> behind = behind(to, from);
      if (behind == null) {
        ended = true;
        first = null;
        last = null;
      } else {
        move(behind, from);
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
    met.forEach(n -> n.met = false);
    return closed ? null : met;
  }

  /** Moves those right behind that one; they keep their order. */
  private void move(List<LockNode> some, LockNode after) {
    some.sort(Comparator.comparingLong(n -> n.place));
    for (LockNode n : some) {
      unlink(n);
    }
    while (after.next != null && after.next.place - after.place <= some.size()) {
      spread(after, some.size());
    }
    long room = after.next == null ? ROOM * some.size() : after.next.place - after.place;
    long step = room / (some.size() + 1);
    LockNode before = after;
    for (LockNode n : some) {
      n.place = before.place + step;
      link(before, n, before.next);
      before = n;
    }
  }

  /**
   * Makes room: the smallest range around that lock which is sparse enough is filled evenly.
   *
   * @param room numbers that have to lie between neighbours afterwards
   */
  private static void spread(LockNode around, int room) {
    LockNode low = around;
    LockNode high = around;
    int count = 1;
    double most = 1;
    long size = 1;
    long start;
    do {
      size *= 2;
      most *= GROWTH;
      start = around.place & -size;
      for (; low.prev != null && low.prev.place >= start; low = low.prev) {
        count++;
      }
      for (; high.next != null && high.next.place < start + size; high = high.next) {
        count++;
      }
    } while (count > most || size / count <= room);
    long place = start;
    for (LockNode n = low; n != high.next; n = n.next) {
      n.place = place;
      place += size / count;
    }
  }

  private void link(LockNode before, LockNode n, LockNode after) {
    n.prev = before;
    n.next = after;
    if (before == null) {
      first = n;
    } else {
      before.next = n;
    }
    if (after == null) {
      last = n;
    } else {
      after.prev = n;
    }
  }

  private void unlink(LockNode n) {
    if (n.prev == null) {
      first = n.next;
    } else {
      n.prev.next = n.next;
    }
    if (n.next == null) {
      last = n.prev;
    } else {
      n.next.prev = n.prev;
    }
    n.prev = null;
    n.next = null;
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
    long place = 0;
    for (LockNode n = first; n != null; ) {
      LockNode next = n.next;
      if (n.met) {
        n.met = false;
        n.place = place;
        place += ROOM;
      } else {
        unlink(n);
        n.place = NOWHERE;
      }
      n = next;
    }
  }
}
