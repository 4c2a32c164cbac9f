package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.Waits;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Who has how many units of one pool. Of threads that have ended only the number of their units is
 * kept, so that the size goes with the threads that live. Guarded by its owner.
 */
final class Loans {

  private static final int FEW = 16;

  private final Map<Borrower, Integer> out = new IdentityHashMap<>(4);
  private int lost; // with threads that have ended and are no more in the map
  private int sweepAt = FEW;

  void add(Borrower to, int units) {
    out.merge(to, units, Integer::sum);
    if (out.size() >= sweepAt) {
      sweep();
      sweepAt = Math.max(FEW, out.size() * 2);
    }
  }

  /** Takes back so many units; tells how many of them were out with that thread. */
  int remove(Borrower from, int units) {
    Integer had = out.get(from);
    if (had == null) {
      int back = from.hasEnded() ? Math.min(lost, units) : 0;
      lost -= back;
      return back;
    }
    if (units < had) {
      out.put(from, had - units);
      return units;
    }
    out.remove(from);
    return had;
  }

  int of(Borrower b) {
    return out.getOrDefault(b, 0);
  }

  /** How many are out with threads that have ended. */
  int left() {
    int left = lost;
    for (Map.Entry<Borrower, Integer> e : out.entrySet()) {
      left += e.getKey().hasEnded() ? e.getValue() : 0;
    }
    return left;
  }

  /** How many are out, but for those of threads that wait at that queue for more. */
  int kept(Object queue) {
    int kept = lost;
    for (Map.Entry<Borrower, Integer> e : out.entrySet()) {
      boolean waits = queue != null && e.getKey().waits(Waits.QUEUE, queue);
      kept += waits ? 0 : e.getValue();
    }
    return kept;
  }

  /** For how many threads there is an entry. */
  int size() {
    return out.size();
  }

  private void sweep() {
    Iterator<Map.Entry<Borrower, Integer>> i = out.entrySet().iterator();
    while (i.hasNext()) {
      Map.Entry<Borrower, Integer> e = i.next();
      if (e.getKey().hasEnded()) {
        lost += e.getValue();
        i.remove();
      }
    }
  }
}
