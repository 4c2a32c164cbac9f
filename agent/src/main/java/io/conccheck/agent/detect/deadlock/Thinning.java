package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.HeldLocks;

/**
 * Which requests are left out where there are ever more pairs of locks. A program that takes ever
 * other locks together would forget each pair soon after it was made, or do nothing but remember:
 * of such pairs only some are kept, but those in both directions and for long.
 */
final class Thinning {

  private static final int SWEEPS = 3; // that many change nothing
  private static final int MOST = 10;
  private static final int MOST_DEAD = 4; // if nothing was lost but what died

  private int sweeps;
  private int losses; // sweeps that took live locks' edges

  /** One pair in two to that power is kept. */
  private volatile int power;

  /** The graph was full and has forgotten, among others edges of live locks if so. */
  void swept(boolean lostLive) {
    losses += lostLive ? 1 : 0;
    int dead = Math.min(++sweeps - SWEEPS, MOST_DEAD);
    power = Math.max(0, Math.max(dead, Math.min(losses - SWEEPS, MOST)));
  }

  /**
   * True if a request that is one of ever more is to be left out.
   *
   * @param wanted the lock's node, or null if it has none yet
   */
  boolean leavesOut(HeldLocks h, Object lock, LockNode wanted) {
    if (power == 0) {
      return false;
    }
    int to = wanted == null ? System.identityHashCode(lock) : wanted.identity;
    for (int i = 0; i < h.size(); i++) {
      int from =
          h.note(i) instanceof LockNode node ? node.identity : System.identityHashCode(h.lock(i));
      long pair = LockGraph.mix(LockGraph.mix(1, Math.min(from, to)), Math.max(from, to));
      if (pair >>> 64 - power == 0) {
        return false;
      }
    }
    return true;
  }
}
