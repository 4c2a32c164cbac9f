package io.conccheck.agent.detect.deadlock.hang;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Circles among stuck threads. Each is found once, from one of its members. */
final class Circles {

  private final Holders holders;
  private final Map<Stuck, Integer> visited = new IdentityHashMap<>();
  private final List<List<Stuck>> found = new ArrayList<>();

  private Circles(Holders holders) {
    this.holders = holders;
  }

  static List<List<Stuck>> among(List<Stuck> stuck, Holders holders) {
    Circles c = new Circles(holders);
    int round = 0;
    for (Stuck start : stuck) {
      c.walk(start, ++round);
    }
    return c.found;
  }

  /** One keeper is enough to go on: who waits for several readers needs them all. */
  private void walk(Stuck start, int round) {
    List<Stuck> path = new ArrayList<>();
    Stuck at = start;
    while (at != null && !visited.containsKey(at)) {
      visited.put(at, round);
      path.add(at);
      List<Stuck> keepers = holders.keepers(at);
      at = keepers.isEmpty() ? null : next(keepers, round);
    }
    if (at != null && visited.get(at) == round) {
      found.add(path.subList(path.indexOf(at), path.size()));
    }
  }

  /** Rather one that closes the circle. */
  private Stuck next(List<Stuck> keepers, int round) {
    for (Stuck k : keepers) {
      Integer met = visited.get(k);
      if (met != null && met == round) {
        return k;
      }
    }
    return keepers.get(0);
  }
}
