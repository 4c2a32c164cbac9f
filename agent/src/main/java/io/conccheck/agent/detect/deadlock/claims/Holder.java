package io.conccheck.agent.detect.deadlock.claims;

import java.util.Arrays;

/**
 * What one thread has of which resource. Guarded by {@link Claims}, which holds the {@link
 * StateKey} still meanwhile, but for {@link #enters}: that only changes numbers, on the thread
 * itself, so that who holds the key still reads all as it is once the sum agrees.
 */
final class Holder {

  private static final int FEW = 4;

  final String thread;

  /** Where its present task began; null until it is asked for. Set by the thread itself. */
  volatile String origin;

  /** It has what other threads may give back for it. */
  private volatile boolean shared;

  private Resource[] resources = new Resource[FEW]; // some of which it may have none of now
  private int[] units = new int[FEW];
  private int[] claims = new int[FEW]; // most it has claimed, as far as is known here
  private int size;
  private int some; // of how many it has any
  private long hash;

  Holder(String thread) {
    this.thread = thread;
  }

  private int place(Object resource) {
    for (int i = 0; i < size; i++) {
      if (resources[i] == resource) {
        return i;
      }
    }
    return -1;
  }

  int units(Resource r) {
    int i = place(r);
    return i < 0 ? 0 : units[i];
  }

  boolean hasNothing() {
    return some == 0;
  }

  /** What it adds to the key of the state. */
  long part() {
    return StateKey.part(hash, some);
  }

  /**
   * True if it has anything, so that more may have to wait while it keeps that. What only the end
   * of the run proves a resource counts with itself alone.
   */
  boolean hasSome(Resource r) {
    if (r.supply.isLate() || units(r) > 0) {
      return units(r) > 0;
    }
    for (int i = 0; i < size; i++) {
      if (units[i] > 0 && !resources[i].supply.isLate()) {
        return true;
      }
    }
    return false;
  }

  /** True if it is known that so many more are no new claim. On the thread itself. */
  boolean knowsAsking(Object resource, int more) {
    int i = some == 0 ? 0 : place(resource);
    return some == 0 || i >= 0 && !shared && units[i] + more <= claims[i];
  }

  /** Makes a step that needs no look; false if it does, or may. On the thread itself. */
  boolean enters(Object resource, int more, StateKey key) {
    int i = shared || origin == null ? -1 : place(resource);
    if (i < 0) {
      return false;
    }
    int had = units[i];
    int has = had + more;
    if (has < 0 || more > 0 && some > 0 && has > claims[i]) {
      return false;
    }
    long then = hash + hash(i, has) - hash(i, had);
    int left = some + (has > 0 ? 1 : 0) - (had > 0 ? 1 : 0);
    if (!key.step(StateKey.part(then, left) - part(), more > 0)) {
      return false;
    }
    units[i] = has;
    hash = then;
    some = left;
    return true;
  }

  private long hash(int i, int has) {
    if (has == 0) {
      return 0;
    }
    long h = (resources[i].id * 31 + has) * 0x9E3779B97F4A7C15L + origin.hashCode();
    return (h ^ h >>> 29) * 0xBF58476D1CE4E5B9L;
  }

  void set(Resource r, int has) {
    int i = place(r);
    if (i < 0) {
      i = free();
      resources[i] = r;
    }
    hash += hash(i, has) - hash(i, units[i]);
    some += (has > 0 ? 1 : 0) - (units[i] > 0 ? 1 : 0);
    units[i] = has;
    claims[i] = r.claim(origin);
    shared = false;
    for (int k = 0; k < size; k++) {
      shared |= units[k] > 0 && resources[k].supply.isLate();
    }
  }

  private int free() {
    int i = 0;
    while (i < size && (size < FEW || units[i] > 0)) {
      i++;
    }
    if (i == size && size++ == units.length) {
      resources = Arrays.copyOf(resources, size * 2);
      units = Arrays.copyOf(units, size * 2);
      claims = Arrays.copyOf(claims, size * 2);
    }
    return i;
  }

  /** The thread, which has nothing, goes on with another task. */
  void begins() {
    origin = null;
    Arrays.fill(resources, null);
    size = 0;
  }

  /** What it has now; null if it has nothing. */
  Share share() {
    Share s = null;
    for (int i = 0; i < size; i++) {
      int has = units[i];
      if (has > 0) {
        s = s == null ? new Share(thread, origin) : s;
        s.add(resources[i], has, hash(i, has));
      }
    }
    return s;
  }
}
