package io.conccheck.agent.detect.pool;

import io.conccheck.agent.spi.Reports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places whose pools only grow in number: told while the program runs, for it may never end. A
 * place where pools were ever shut down is left alone, and so are few pools, which are a crew.
 * Ticker thread only.
 */
final class GrowingPools {

  /** So many pools with threads are told, if there were more of them at each of so many looks. */
  private static final int MANY = 20;

  private static final int LOOKS = 3;

  /** A look at every so many ticks. */
  private static final int EVERY = 4;

  private final Pools pools;
  private final Reports reports;
  private final Map<String, Place> places = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private int tick;

  GrowingPools(Pools pools, Reports reports) {
    this.pools = pools;
    this.reports = reports;
  }

  void look() {
    tick++;
    List<Made> all = pools.all();
    if (tick % EVERY != 0 || all.size() < MANY) {
      return;
    }
    Map<String, List<Made>> byPlace = new HashMap<>();
    for (Made made : all) {
      if (made.ended) {
        closed.add(made.place());
      } else if (made.used && !made.isJdks()) {
        byPlace.computeIfAbsent(made.place(), k -> new ArrayList<>()).add(made);
      }
    }
    byPlace.keySet().removeAll(closed);
    for (Map.Entry<String, List<Made>> e : byPlace.entrySet()) {
      look(places.computeIfAbsent(e.getKey(), k -> new Place()), e.getValue());
    }
  }

  private void look(Place place, List<Made> made) {
    place.grown = made.size() > place.before ? place.grown + 1 : 0;
    place.before = made.size();
    if (place.grown < LOOKS || made.size() < MANY || place.told) {
      return;
    }
    int alive = 0;
    PoolState first = null;
    for (Made m : made) {
      Object pool = m.get();
      PoolState state = pool == null ? null : PoolState.of(pool);
      if (state != null && state.count() > 0 && !state.shutDown()) {
        alive++;
        first = first == null ? state : first;
        m.told = true;
      }
    }
    if (alive >= MANY) {
      place.told = true;
      reports.report(PoolNotShutDown.growing(made.get(0), first, alive));
    }
  }

  /** What the looks at one place have found. */
  private static final class Place {
    private int before;
    private int grown; // looks in a row that found more
    private boolean told;
  }
}
