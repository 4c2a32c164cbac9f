package io.conccheck.agent.weave.pairs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be woven into one method, by the number of the instruction. */
final class Plan {

  /** A look whose result an act hangs on. */
  record Look(int number, int kind) {}

  /**
   * An act.
   *
   * @param look number of the look it hangs on
   * @param how what it does, with the flags of {@code Acts}
   */
  record Act(int look, int how, int number) {}

  final Map<Integer, Look> looks = new HashMap<>();
  final Map<Integer, List<Act>> acts = new HashMap<>();
  final int firstLook;
  final int lastLook;

  Plan(int firstLook, int lastLook) {
    this.firstLook = firstLook;
    this.lastLook = lastLook;
  }

  void act(int step, Act act) {
    acts.computeIfAbsent(step, k -> new ArrayList<>()).add(act);
  }
}
