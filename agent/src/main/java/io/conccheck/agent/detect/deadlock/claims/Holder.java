package io.conccheck.agent.detect.deadlock.claims;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one thread has of which resource. Guarded by {@link Claims}. */
final class Holder {

  final String thread;
  final Map<Resource, Integer> has = new LinkedHashMap<>(4);

  /** Where its present task began; null until it is asked for. */
  String origin;

  Holder(String thread) {
    this.thread = thread;
  }

  int units(Resource r) {
    return has.getOrDefault(r, 0);
  }

  /**
   * True if it has anything, so that more may have to wait while it keeps that. What only the end
   * of the run proves a resource counts with itself alone.
   */
  boolean hasSome(Resource r) {
    if (r.supply.isLate() || has.containsKey(r)) {
      return has.containsKey(r);
    }
    for (Resource other : has.keySet()) {
      if (!other.supply.isLate()) {
        return true;
      }
    }
    return false;
  }

  void set(Resource r, int units) {
    if (units > 0) {
      has.put(r, units);
    } else {
      has.remove(r);
    }
  }

  /** A number for what it has, the same for all who began there and have the same. */
  long key() {
    long key = 0;
    for (Map.Entry<Resource, Integer> e : has.entrySet()) {
      long h = (e.getKey().id * 31 + e.getValue()) * 0x9E3779B97F4A7C15L + origin.hashCode();
      key += (h ^ h >>> 29) * 0xBF58476D1CE4E5B9L;
    }
    return key;
  }

  /** A copy that does not change. */
  Holder copy() {
    Holder h = new Holder(thread);
    h.origin = origin;
    h.has.putAll(has);
    return h;
  }
}
