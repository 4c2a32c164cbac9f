package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.Decisions;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** Finds the comparisons in which a branch decides by nothing but the very number that was seen. */
final class Tests {

  /**
   * A comparison.
   *
   * @param step the branch, or the comparison of two longs before it
   * @param look whose result is compared
   * @param arity 1 if with zero, 2 with another int, 4 of longs
   * @param first true if the look's result is the first of two operands
   * @param relation of what was seen to the other operand, as in {@code Decisions}
   */
  record Test(int step, int look, int arity, boolean first, int relation) {}

  private final Code code;
  private final Points points;
  private final Flow flow;

  Tests(Code code, Points points, Flow flow) {
    this.code = code;
    this.points = points;
    this.flow = flow;
  }

  /** Comparisons that are all there is to what those branches make of the look, or null. */
  List<Test> of(int look, List<Integer> branches) {
    List<Test> tests = new ArrayList<>();
    for (int b : branches) {
      Test test = at(look, b);
      if (test == null) {
        return null;
      }
      tests.add(test);
    }
    return tests.isEmpty() ? null : tests;
  }

  /** True if those branches ask for nothing but the truth that the call there gave. */
  boolean areTruths(int call, List<Integer> branches) {
    for (int b : branches) {
      int op = code.steps.get(b).opcode();
      if (op != Opcodes.IFEQ && op != Opcodes.IFNE || !isLook(flow.before(b).peek(0), call)) {
        return false;
      }
    }
    return !branches.isEmpty();
  }

  private Test at(int look, int branch) {
    int op = code.steps.get(branch).opcode();
    if (op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ICMPLE) {
      return test(look, branch, 1, 2, op - Opcodes.IF_ICMPEQ);
    }
    if (op < Opcodes.IFEQ || op > Opcodes.IFLE) {
      return null;
    }
    if (branch > 0 && code.steps.get(branch - 1).opcode() == Opcodes.LCMP) {
      return test(look, branch - 1, 2, 4, op - Opcodes.IFEQ);
    }
    boolean direct = isLook(flow.before(branch).peek(0), look);
    return direct ? new Test(branch, look, 1, true, relation(op - Opcodes.IFEQ, true)) : null;
  }

  private Test test(int look, int step, int slots, int arity, int how) {
    Value second = flow.before(step).peek(0);
    Value first = flow.before(step).peek(slots);
    long bit = points.lookBit(look);
    boolean isFirst = isLook(first, look) && (second.looks() & bit) == 0;
    if (!isFirst && (!isLook(second, look) || (first.looks() & bit) != 0)) {
      return null;
    }
    return new Test(step, look, arity, isFirst, relation(how, isFirst));
  }

  private static boolean isLook(Value v, int look) {
    return v.made() == look;
  }

  /** By the order of the JVM's instructions: eq, ne, lt, ge, gt, le. */
  private static int relation(int how, boolean first) {
    return how < 2 ? Decisions.EQUAL : how < 4 == first ? Decisions.LESS : Decisions.GREATER;
  }
}
