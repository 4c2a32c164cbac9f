package io.conccheck.agent.detect.deadlock.claims;

import java.util.ArrayList;
import java.util.List;

/**
 * The banker's algorithm (Dijkstra, EWD 623; several resources: Habermann, CACM 12(7), 1969): a
 * state is safe if all can be given what they claim, one after the other, each giving back all it
 * has once it is done.
 */
final class Banker {

  private Banker() {}

  /**
   * Those who cannot be served in any sequence; empty if the state is safe.
   *
   * @param free units of each resource that nobody has; not changed
   * @param has who has how many units of each resource
   * @param claims who may want to have how many in all
   */
  static List<Integer> unserved(int[] free, int[][] has, int[][] claims) {
    int[] left = free.clone();
    List<Integer> waiting = new ArrayList<>();
    for (int i = 0; i < has.length; i++) {
      waiting.add(i);
    }
    while (waiting.removeIf(i -> serve(left, has[i], claims[i]))) {
      // whoever was served has given back what others may need
    }
    return waiting;
  }

  private static boolean serve(int[] left, int[] has, int[] claims) {
    for (int r = 0; r < left.length; r++) {
      if (claims[r] - has[r] > left[r]) {
        return false;
      }
    }
    for (int r = 0; r < left.length; r++) {
      left[r] += has[r];
    }
    return true;
  }
}
