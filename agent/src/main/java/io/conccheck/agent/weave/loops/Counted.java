package io.conccheck.agent.weave.loops;

import java.util.BitSet;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * One loop looked at as a counted one: a local that one instruction, once each time round, moves by
 * a constant, and a test of it against something else that leaves the loop. What the local and all
 * that is computed from it and from unchanging locals is in each round follows from its value at
 * the beginning.
 */
final class Counted {

  /** Larger steps could come round to the same elements again. */
  private static final int LARGEST_STEP = 16;

  private static final int LARGEST_STRIDE = 1 << 16;

  private final Flow flow;
  private final Flow.Loop loop;
  private final BitSet stored = new BitSet(); // locals that change in the loop
  int counter = -1;
  int step;
  int stepAt; // the instruction that moves the counter

  private Counted(Flow flow, Flow.Loop loop) {
    this.flow = flow;
    this.loop = loop;
    for (int b = loop.blocks().nextSetBit(0); b >= 0; b = loop.blocks().nextSetBit(b + 1)) {
      for (int i = flow.start(b); i < flow.end(b); i++) {
        Code.Insn insn = flow.code.at(i);
        if (insn.stored() >= 0) {
          stored.set(insn.stored(), insn.stored() + (insn.storesWide() ? 2 : 1));
        }
      }
    }
  }

  /**
   * The counted loop, or null if it is none.
   *
   * @param own tells of a block whether it is in the loop and in none within it
   */
  static Counted of(Flow flow, Flow.Loop loop, BitSet own, Values values) {
    Counted c = new Counted(flow, loop);
    for (int b = own.nextSetBit(0); b >= 0; b = own.nextSetBit(b + 1)) {
      int last = flow.end(b) - 1;
      if (c.everyRound(b) && c.leaves(last) && c.tested(last, own, values)) {
        return c;
      }
    }
    return null;
  }

  /** True if the block is passed each time round. */
  boolean everyRound(int block) {
    for (int latch : loop.latches()) {
      if (!flow.dominated(latch, block)) {
        return false;
      }
    }
    return true;
  }

  private boolean leaves(int last) {
    Code.Insn insn = flow.code.at(last);
    if (!insn.isJump() || insn.opcode() == Opcodes.GOTO) {
      return false;
    }
    return !contains(last + 1) || !contains(flow.code.at(insn.targets()[0]));
  }

  private boolean contains(int instruction) {
    return loop.blocks().get(flow.block(instruction));
  }

  private boolean tested(int jump, BitSet own, Values values) {
    int op = flow.code.at(jump).opcode();
    boolean two = op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ICMPLE;
    if (!two && (op < Opcodes.IFEQ || op > Opcodes.IFLE)) {
      return false;
    }
    Expr a = values.operand(jump, 0);
    Expr b = two ? values.operand(jump, 1) : Expr.constant(jump, 0);
    return found(a, b, own) || found(b, a, own);
  }

  /** Takes the local in {@code e} as the counter if it is one, and {@code other} is not. */
  private boolean found(Expr e, Expr other, BitSet own) {
    int local = onlyChanging(e);
    if (local < 0 || !isCounter(local, own)) {
      return false;
    }
    counter = local;
    Integer moves = coefficient(e);
    Integer limit = coefficient(other);
    boolean fine = moves != null && moves != 0 && (limit == null || limit == 0);
    if (!fine) {
      counter = -1;
    }
    return fine;
  }

  private int onlyChanging(Expr e) {
    if (e == null) {
      return -1;
    }
    if (e.opcode() == Opcodes.ILOAD && stored.get(e.number())) {
      return e.number();
    }
    int left = onlyChanging(e.left());
    return left >= 0 ? left : onlyChanging(e.right());
  }

  private boolean isCounter(int local, BitSet own) {
    stepAt = -1;
    for (int b = loop.blocks().nextSetBit(0); b >= 0; b = loop.blocks().nextSetBit(b + 1)) {
      for (int i = flow.start(b); i < flow.end(b); i++) {
        Code.Insn insn = flow.code.at(i);
        boolean stores = insn.stored() == local || insn.storesWide() && insn.stored() == local - 1;
        if (stores) {
          if (stepAt >= 0 || insn.opcode() != Opcodes.IINC || !own.get(b) || !everyRound(b)) {
            return false;
          }
          stepAt = i;
          step = insn.increment();
        }
      }
    }
    return stepAt >= 0 && step != 0 && Math.abs(step) <= LARGEST_STEP;
  }

  boolean isStored(int local) {
    return stored.get(local);
  }

  /** By how much the value moves each time round; null if that is not known. */
  Integer stride(Expr e) {
    Integer c = coefficient(e);
    return c == null || Math.abs((long) c * step) > LARGEST_STRIDE ? null : (Integer) (c * step);
  }

  /** How often the counter is in the value; null if it is not a sum of such and unchanging ints. */
  private Integer coefficient(Expr e) {
    if (e == null) {
      return null;
    }
    return switch (e.opcode()) {
      case Opcodes.LDC -> (Integer) 0;
      case Opcodes.ILOAD ->
          e.number() == counter ? (Integer) 1 : stored.get(e.number()) ? null : (Integer) 0;
      case Opcodes.IADD, Opcodes.ISUB -> sum(e);
      case Opcodes.IMUL, Opcodes.ISHL -> product(e);
      default -> null;
    };
  }

  private Integer sum(Expr e) {
    Integer a = coefficient(e.left());
    Integer b = coefficient(e.right());
    if (a == null || b == null) {
      return null;
    }
    return bounded(e.opcode() == Opcodes.IADD ? (long) a + b : (long) a - b);
  }

  private Integer product(Expr e) {
    Integer a = coefficient(e.left());
    Integer b = coefficient(e.right());
    if (a == null || b == null || a == 0 && b == 0) {
      return a == null || b == null ? null : (Integer) 0;
    }
    if (e.opcode() == Opcodes.ISHL) {
      return e.right().isConstant() ? bounded((long) a << (e.right().number() & 31)) : null;
    }
    if (e.right().isConstant()) {
      return bounded((long) a * e.right().number());
    }
    return e.left().isConstant() ? bounded((long) b * e.left().number()) : null;
  }

  private static Integer bounded(long coefficient) {
    return Math.abs(coefficient) > LARGEST_STRIDE ? null : (Integer) (int) coefficient;
  }

  /** True if the step of the present round has been taken before that instruction. */
  boolean stepped(int instruction) {
    return flow.after(instruction, stepAt);
  }
}
