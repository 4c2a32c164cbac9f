package io.conccheck.agent.detect.deadlock;

import java.util.ArrayList;
import java.util.List;

/**
 * Some thread asked for {@link #to} while it held another lock. Guarded by the graph. Keeps the
 * first requests and the latest ones, for what is ordered with a request in the middle may be
 * unordered with one at either end.
 */
final class LockEdge {

  /** Requests kept. */
  static final int KEPT = 16;

  private static final int FIRST = 8;
  private static final int SAME = 4;

  final LockNode to;
  final List<Request> requests = new ArrayList<>(1);
  private int turn;

  LockEdge(LockNode to) {
    this.to = to;
  }

  /** True if a kept request says all that this one says. */
  boolean knows(Request r) {
    for (Request k : requests) {
      boolean now = k.at().round() == r.at().round();
      if (now && k.time() == r.time() && k.learnt() == r.learnt() && k.isLike(r)) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the request and tells the one that had to go, or null. */
  Request add(Request r) {
    int same = 0;
    int lastSame = -1;
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).isLike(r)) {
        same++;
        lastSame = i;
      }
    }
    if (same >= SAME) {
      return requests.set(lastSame, r);
    }
    if (requests.size() < KEPT) {
      requests.add(r);
      return null;
    }
    return requests.set(FIRST + turn++ % (KEPT - FIRST), r);
  }
}
