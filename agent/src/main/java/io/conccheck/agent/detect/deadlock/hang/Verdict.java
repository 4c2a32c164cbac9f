package io.conccheck.agent.detect.deadlock.hang;

import java.util.List;

/** What is to be said of the threads that are stuck at one moment. */
record Verdict(
    Holders holders,
    List<List<Stuck>> circles,
    Helpers helpers,
    Doom doom,
    List<Pools.Crew> starved) {

  /**
   * Judges them.
   *
   * @param last the thread that could help the last time, or null
   */
  static Verdict on(
      Look now, List<Stuck> stuck, Thread last, Platform platform, Tasks tasks, Pollers pollers) {
    Holders holders = new Holders(stuck, tasks);
    var others = now.others(stuck);
    Pools pools = new Pools(stuck, others.values(), holders, tasks);
    Helpers helpers = Helpers.among(others, last, platform, holders, pools, pollers);
    Doom doom = Doom.of(stuck, holders, pools, helpers);
    return new Verdict(holders, Circles.among(stuck, holders), helpers, doom, doom.starved());
  }

  /** True if some wait for nobody but each other. */
  boolean isClosed() {
    return !circles.isEmpty() || !starved.isEmpty();
  }
}
