package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.Permits;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/** What there is a limited number of. Does not keep it alive. Guarded by {@link Claims}. */
final class Resource {

  /** Its number, which no other resource of this run has. */
  final long id;

  /** Units there are in all. */
  final int total;

  private final WeakReference<Object> of;
  private final Map<String, Integer> claims = new HashMap<>(4); // by origin
  private String name;

  Resource(long id, Object of, int total) {
    this.id = id;
    this.of = new WeakReference<>(of);
    this.total = total;
    this.name = of.getClass().getName();
  }

  /** The field it lives in, once a place has told, or else its class. */
  String name() {
    return name;
  }

  void livesIn(String field) {
    name = field;
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

  /** True if others than the takers give back: a sign between threads, of which nobody runs out. */
  boolean isSignal() {
    Object o = of.get();
    return o != null && Permits.isSignal(o);
  }
}
