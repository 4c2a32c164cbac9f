package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Waits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Who of the stuck threads will never go on. All of them, until a way out is found: a thread is let
 * off if what it waits for may come from one that is not stuck or was let off. What then is left
 * waits for nobody but each other.
 */
final class Doom {

  private final Holders holders;
  private final Pools pools;
  private final Helpers helpers;
  private final Set<Stuck> doomed = Collections.newSetFromMap(new IdentityHashMap<>());

  private Doom(Holders holders, Pools pools, Helpers helpers) {
    this.holders = holders;
    this.pools = pools;
    this.helpers = helpers;
  }

  static Doom of(List<Stuck> stuck, Holders holders, Pools pools, Helpers helpers) {
    Doom d = new Doom(holders, pools, helpers);
    d.doomed.addAll(stuck);
    while (d.letOff()) {
      // each round may open a way out for others
    }
    if (!helpers.any() && !helpers.sleepers().all().isEmpty()) {
      d.letOffByOthers(stuck);
    }
    return d;
  }

  /** Who waits for nothing but a sleeping thread will go on, and may then end other waits. */
  private void letOffByOthers(List<Stuck> stuck) {
    for (Stuck s : stuck) {
      if (!doomed.contains(s) && !s.isIdle() && helpers.sleepers().mayGive(s.thread())) {
        doomed.clear();
        return;
      }
    }
  }

  private boolean letOff() {
    List<Stuck> off = new ArrayList<>();
    for (Stuck s : doomed) {
      if (hasWayOut(s)) {
        off.add(s);
      }
    }
    off.forEach(doomed::remove);
    return !off.isEmpty();
  }

  private boolean hasWayOut(Stuck s) {
    List<Stuck> keepers = holders.keepers(s);
    if (!keepers.isEmpty()) {
      boolean byOthers = helpers.any() && !Owned.isKeptByOwner(s);
      return byOthers || keepers.stream().noneMatch(doomed::contains);
    }
    if (s.kind() == Waits.FUTURE) {
      Pools.Crew crew = pools.fullPoolOf(s.on());
      if (crew != null) {
        return !doomed.containsAll(crew.stuck());
      }
    }
    return helpers.any() || holders.isKeptByOne(s, helpers.sleepers().all());
  }

  boolean isDoomed(Stuck s) {
    return doomed.contains(s);
  }

  /** The pools that have stuck workers. */
  Collection<Pools.Crew> crews() {
    return pools.crews();
  }

  /** True if it waits for a task in the queue of a pool whose workers are all stuck. */
  boolean isQueued(Stuck s) {
    return s.kind() == Waits.FUTURE && pools.fullPoolOf(s.on()) != null;
  }

  /** Pools none of whose workers will ever take up what is queued. */
  List<Pools.Crew> starved() {
    List<Pools.Crew> starved = new ArrayList<>();
    for (Pools.Crew c : pools.crews()) {
      if (c.isFull() && Tasks.queued(c.pool()) > 0 && doomed.containsAll(c.stuck())) {
        starved.add(c);
      }
    }
    return starved;
  }

  /** Those whose wait no other wait explains. */
  List<Stuck> stranded() {
    List<Stuck> all = new ArrayList<>();
    for (Stuck s : doomed) {
      if (!s.isIdle() && s.kind() != Waits.JOIN && holders.keepers(s).isEmpty()) {
        all.add(s);
      }
    }
    return all;
  }
}
