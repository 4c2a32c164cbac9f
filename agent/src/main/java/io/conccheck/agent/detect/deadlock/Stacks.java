package io.conccheck.agent.detect.deadlock;

import java.util.HashMap;
import java.util.Map;

/**
 * Stacks of requests. The first few between the same places get their own; later ones share, so
 * that thousands of locks of one class cost few stacks. Not thread-safe.
 */
final class Stacks {

  private static final int OWN = 8;
  private static final int OWN_WHERE_UNKNOWN = 256;
  private static final int MAX_PLACES = 20_000;

  private static final class Place {
    int count;
    AskedAt last;
  }

  private final Map<Long, Place> places = new HashMap<>();

  /**
   * The present stack, or an earlier one between the same places.
   *
   * @param key the places
   * @param known false if a place is unknown, or takes locks that its callers chose, so that equal
   *     keys need not mean equal deadlocks
   */
  AskedAt take(long key, boolean known) {
    Place p = places.get(key);
    if (p == null) {
      if (places.size() >= MAX_PLACES) {
        return new AskedAt();
      }
      p = new Place();
      places.put(key, p);
    }
    if (p.count++ < (known ? OWN : OWN_WHERE_UNKNOWN)) {
      p.last = new AskedAt();
    }
    return p.last;
  }

  /** True if the last {@link #take} with that key gave the present stack. */
  boolean wasOwn(long key, boolean known) {
    Place p = places.get(key);
    return p == null || p.count <= (known ? OWN : OWN_WHERE_UNKNOWN);
  }
}
