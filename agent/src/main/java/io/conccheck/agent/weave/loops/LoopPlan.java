package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The loops of one method that are woven as such; it may be woven anew from the same plan. */
public final class LoopPlan {

  /** Instructions from {@code from} up to {@code to} that one handler block serves. */
  record Run(int from, int to, PlannedLoop innermost) {}

  final Code code;
  final List<PlannedLoop> loops;
  final List<Object> localTypes = new ArrayList<>();
  final String thisType; // null in static methods
  final int firstLocal;
  private final Map<Integer, Deferred> accesses = new HashMap<>();

  LoopPlan(Code code, List<PlannedLoop> loops, int firstLocal, String thisType) {
    this.code = code;
    this.loops = loops;
    this.firstLocal = firstLocal;
    this.thisType = thisType;
    int next = firstLocal;
    for (PlannedLoop p : loops) {
      next = p.takeLocals(next, localTypes);
      for (Deferred d : p.accesses) {
        accesses.put(d.ordinal, d);
      }
    }
  }

  /** The first slot behind all that are needed. */
  public int endOfLocals() {
    return countLocal() + 1;
  }

  int countLocal() {
    return firstLocal + localTypes.size();
  }

  /** The access that the instruction makes, or null if it is woven as any other. */
  Deferred access(int ordinal) {
    return accesses.get(ordinal);
  }

  /** The innermost planned loop that the instruction is in, or null. */
  PlannedLoop innermost(int ordinal) {
    PlannedLoop best = null;
    for (PlannedLoop p : loops) {
      if (p.contains(ordinal) && (best == null || best.contains(p.header()))) {
        best = p;
      }
    }
    return best;
  }

  /** The loops that are left by going from one instruction to the other, innermost first. */
  List<PlannedLoop> left(int from, int to) {
    List<PlannedLoop> left = new ArrayList<>();
    for (PlannedLoop p = innermost(from); p != null; p = p.outer) {
      if (!p.contains(to)) {
        left.add(p);
      }
    }
    return left;
  }

  /** The loop that is entered by going there, or null; from -1 is the method's beginning. */
  PlannedLoop entered(int from, int to) {
    for (PlannedLoop p : loops) {
      if (p.header() == to && !p.contains(from)) {
        return p;
      }
    }
    return null;
  }

  /** Runs of instructions whose failure finds the same progress in the same loops. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= code.size(); i++) {
      if (i == code.size() || !sameProgress(i - 1, i)) {
        PlannedLoop p = innermost(from);
        if (p != null) {
          runs.add(new Run(from, i, p));
        }
        from = i;
      }
    }
    return runs;
  }

  private boolean sameProgress(int a, int b) {
    PlannedLoop p = innermost(a);
    if (p != innermost(b)) {
      return false;
    }
    for (; p != null; p = p.outer) {
      if (p.progress(a) != p.progress(b)) {
        return false;
      }
    }
    return true;
  }
}
