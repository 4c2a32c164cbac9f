package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.LockGraph;
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
      Look now,
      List<Stuck> stuck,
      Thread last,
      Platform platform,
      LockGraph graph,
      Tasks tasks,
      Pollers pollers,
      Sleepers sleepers) {
    Holders holders = new Holders(stuck, tasks, graph);
    var others = now.others(stuck);
    Pools pools = new Pools(stuck, others.values(), holders, tasks);
    Helpers helpers = Helpers.among(now, others, last, platform, holders, pools, pollers, sleepers);
    Doom doom = Doom.of(stuck, holders, pools, helpers);
    List<List<Stuck>> circles = Circles.among(stuck, holders);
    circles.removeIf(c -> helpers.any() && joinsItself(c));
    return new Verdict(holders, circles, helpers, doom, doom.starved());
  }

  /** True for a thread that waits for its own end, by which servers keep themselves alive. */
  private static boolean joinsItself(List<Stuck> circle) {
    return circle.size() == 1 && circle.get(0).kind() == Waits.JOIN;
  }

  /**
   * True if nobody outside of the circle can open it: a permit or a stamp that one of them has
   * taken may be given back by any thread that still can act.
   */
  boolean isCertain(List<Stuck> circle) {
    return !helpers.any() && !helpers.supervised()
        || circle.stream().allMatch(Owned::isKeptByOwner);
  }

  /**
   * True if a thread is seen to open that circle, or may do so with what none of its own threads
   * has in mind to give back: that is no lock but a gate, which others open.
   */
  boolean mayBeOpened(List<Stuck> circle) {
    if (helpers.giveBack()) {
      return true;
    }
    for (Stuck s : circle) {
      if (circle.size() > 1 && !Owned.isKeptByOwner(s) && s.takes()) {
        boolean gate = true;
        for (Stuck k : holders.keepers(s)) {
          gate &= !helpers.sleepers().mayGiveBack(k.thread());
        }
        if (gate && helpers.mayGive()) {
          return true;
        }
      }
    }
    return false;
  }

  /** True if the pool's workers wait for one another's tasks, whoever else there is. */
  boolean isCertain(Pools.Crew crew) {
    if (helpers.sleepers().all().isEmpty()) {
      return true;
    }
    for (Stuck s : crew.stuck()) {
      if (holders.keepers(s).isEmpty() && !doom.isQueued(s)) {
        return false;
      }
    }
    return true;
  }

  /** True if some wait for nobody but each other. */
  boolean isClosed() {
    return !circles.isEmpty() || !starved.isEmpty();
  }
}
