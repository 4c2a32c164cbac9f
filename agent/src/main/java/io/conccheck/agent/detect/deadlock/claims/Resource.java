package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.findings.Frame;
import java.util.HashMap;
import java.util.Map;

/** What there is a limited number of. Does not keep it alive. Guarded by {@link Claims}. */
final class Resource {

  /** Its number, which no other resource of this run has. */
  final long id;

  final Supply supply;

  private final Map<String, Integer> claims = new HashMap<>(4); // by origin
  private String name;

  Resource(long id, String name, Supply supply) {
    this.id = id;
    this.name = name;
    this.supply = supply;
  }

  /** The field it lives in, once a place has told, or else its class. */
  String name() {
    return name;
  }

  void livesIn(String field) {
    name = field;
  }

  /** True for the method that gives it out, by any of its forms. */
  boolean isTakenBy(Frame f) {
    return name.equals(f.className() + "." + f.method());
  }

  /** A task of that origin has, or asks to have, so many units; true if none had as many before. */
  boolean claimed(String origin, int units) {
    Integer most = claims.get(origin);
    if (most != null && most >= units) {
      return false;
    }
    claims.put(origin, units);
    return true;
  }

  /** Most units a task of that origin had or asked to have; 0 if none did. */
  int claim(String origin) {
    return claims.getOrDefault(origin, 0);
  }
}
