package io.conccheck.agent.detect.deadlock.claims;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What one thread had of which resource at one moment. Not changed once it is handed out. */
final class Share {

  final String thread;

  /** Where its task began. */
  final String origin;

  private final Map<Resource, Integer> has = new LinkedHashMap<>(4);
  private long hash;

  Share(String thread, String origin) {
    this.thread = thread;
    this.origin = origin;
  }

  void add(Resource r, int units, long hashOfThat) {
    has.put(r, units);
    hash += hashOfThat;
  }

  int units(Resource r) {
    return has.getOrDefault(r, 0);
  }

  Set<Resource> resources() {
    return has.keySet();
  }

  /** What it added to the key of the state. */
  long part() {
    return StateKey.part(hash, has.size());
  }
}
