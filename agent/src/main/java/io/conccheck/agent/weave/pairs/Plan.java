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

  /**
   * A comparison of what a look saw.
   *
   * @param look its number
   */
  record Test(int look, int arity, boolean first, int relation) {}

  /**
   * A call of a method that acts for this one: what that look saw is lent to that act.
   *
   * @param how flags of {@code Acts} that hang on the caller
   */
  record Lend(int look, int act, int how) {}

  /** What a method has seen that looks for this one goes by a number of the caller's from here. */
  record Adopt(int from, int to) {}

  final Map<Integer, List<Lend>> lends = new HashMap<>();
  final Map<Integer, Adopt> adopts = new HashMap<>();
  final Map<Integer, List<Test>> tests = new HashMap<>();
  final Map<Integer, Look> looks = new HashMap<>();
  final Map<Integer, List<Act>> acts = new HashMap<>();
  final int firstLook;
  final int lastLook;

  Plan(int firstLook, int lastLook) {
    this.firstLook = firstLook;
    this.lastLook = lastLook;
  }

  void test(int step, Test test) {
    List<Test> there = tests.computeIfAbsent(step, k -> new ArrayList<>());
    if (!there.contains(test)) {
      there.add(test);
    }
  }

  void lend(int step, Lend lend) {
    lends.computeIfAbsent(step, k -> new ArrayList<>()).add(lend);
  }

  void act(int step, Act act) {
    acts.computeIfAbsent(step, k -> new ArrayList<>()).add(act);
  }
}
