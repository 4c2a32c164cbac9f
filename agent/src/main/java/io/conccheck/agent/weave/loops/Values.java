package io.conccheck.agent.weave.loops;

import io.conccheck.agent.weave.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Follows the operand stack and keeps, for element accesses, field accesses and comparisons, where
 * their operands come from. Where ways join, what differs is unknown; locals are not followed.
 */
final class Values {

  private static final int KEPT = 4;

  private final Code code;
  private final Map<Integer, Expr[]> operands = new HashMap<>(); // by instruction, top first
  private List<Expr> stack = new ArrayList<>(); // one entry a slot

  Values(Flow flow) {
    code = flow.code;
    Map<Integer, List<Expr>> ends = new HashMap<>();
    for (int b = 0; b < flow.count; b++) {
      stack = join(flow.predecessors.get(b), ends);
      for (int i = flow.start(b); i < flow.end(b); i++) {
        step(i, code.at(i));
      }
      ends.put(b, stack);
    }
  }

  /** What lay that many slots below the top before the instruction. */
  Expr operand(int ordinal, int depth) {
    Expr[] all = operands.get(ordinal);
    return all == null ? Expr.UNKNOWN : all[depth];
  }

  private static List<Expr> join(List<Integer> from, Map<Integer, List<Expr>> ends) {
    List<Expr> common = null;
    for (int p : from) {
      List<Expr> end = ends.get(p);
      if (end == null || common != null && common.size() != end.size()) {
        return new ArrayList<>();
      }
      if (common == null) {
        common = new ArrayList<>(end);
      } else {
        for (int i = 0; i < end.size(); i++) {
          common.set(i, common.get(i) == end.get(i) ? end.get(i) : Expr.UNKNOWN);
        }
      }
    }
    return common == null ? new ArrayList<>() : common;
  }

  private Expr peek(int depth) {
    int i = stack.size() - 1 - depth;
    return i < 0 ? Expr.UNKNOWN : stack.get(i);
  }

  private Expr pop() {
    return stack.isEmpty() ? Expr.UNKNOWN : stack.remove(stack.size() - 1);
  }

  private void pop(int slots) {
    for (int i = 0; i < slots; i++) {
      pop();
    }
  }

  private void push(Expr e) {
    stack.add(e);
  }

  private void unknown(int slots) {
    for (int i = 0; i < slots; i++) {
      push(Expr.UNKNOWN);
    }
  }

  private void keep(int ordinal) {
    Expr[] top = new Expr[KEPT];
    for (int i = 0; i < KEPT; i++) {
      top[i] = peek(i);
    }
    operands.put(ordinal, top);
  }

  private void step(int i, Code.Insn insn) {
    int op = insn.opcode();
    if (insn.isElementRead() || insn.isElementWrite() || insn.isJump() || insn.name() != null) {
      keep(i);
    }
    if (insn.isSwitch()) {
      pop();
    } else if (insn.isJump()) {
      pop(jumpPops(op));
    } else if (insn.desc() != null) {
      member(i, insn);
    } else if (op <= Opcodes.SALOAD || op == Opcodes.LDC || op == Opcodes.ARRAYLENGTH) {
      load(i, insn);
    } else {
      other(i, insn);
    }
  }

  private static int jumpPops(int op) {
    return op == Opcodes.GOTO || op == Opcodes.JSR
        ? 0
        : op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ACMPNE ? 2 : 1;
  }

  private void member(int i, Code.Insn insn) {
    boolean isField = insn.opcode() <= Opcodes.PUTFIELD;
    int size = isField ? Type.getType(insn.desc()).getSize() : 1;
    switch (insn.opcode()) {
      case Opcodes.GETFIELD -> made(i, insn, pop(), null, size);
      case Opcodes.GETSTATIC -> made(i, insn, null, null, size);
      case Opcodes.PUTFIELD -> pop(size + 1);
      case Opcodes.PUTSTATIC -> pop(size);
      case Opcodes.MULTIANEWARRAY -> {
        pop(insn.var());
        unknown(1);
      }
      default -> {
        int sizes = Type.getArgumentsAndReturnSizes(insn.desc());
        boolean noReceiver =
            insn.opcode() == Opcodes.INVOKESTATIC || insn.opcode() == Opcodes.INVOKEDYNAMIC;
        pop((sizes >> 2) - (noReceiver ? 1 : 0));
        unknown(sizes & 3);
      }
    }
  }

  private void made(int i, Code.Insn insn, Expr left, Expr right, int size) {
    push(new Expr(insn.opcode(), i, insn.var(), left, right));
    if (size == 2) {
      push(Expr.UNKNOWN);
    }
  }

  private void load(int i, Code.Insn insn) {
    int op = insn.opcode();
    if (op >= Opcodes.ICONST_M1 && op <= Opcodes.ICONST_5) {
      push(Expr.constant(i, op - Opcodes.ICONST_0));
    } else if (op == Opcodes.BIPUSH || op == Opcodes.SIPUSH) {
      push(Expr.constant(i, insn.var()));
    } else if (op == Opcodes.LDC) {
      boolean wide = insn.owner().equals("Long") || insn.owner().equals("Double");
      push(insn.owner().equals("Integer") ? Expr.constant(i, insn.var()) : Expr.UNKNOWN);
      unknown(wide ? 1 : 0);
    } else if (op == Opcodes.ILOAD || op == Opcodes.ALOAD) {
      made(i, insn, null, null, 1);
    } else if (op == Opcodes.AALOAD) {
      Expr index = pop();
      made(i, insn, pop(), index, 1);
    } else if (op == Opcodes.ARRAYLENGTH) {
      made(i, insn, pop(), null, 1);
    } else if (op >= Opcodes.ILOAD && op <= Opcodes.ALOAD) {
      unknown(op == Opcodes.LLOAD || op == Opcodes.DLOAD ? 2 : 1);
    } else {
      pop(Slots.popped(op));
      unknown(Slots.pushed(op));
    }
  }

  private void other(int i, Code.Insn insn) {
    int op = insn.opcode();
    switch (op) {
      case Opcodes.IADD, Opcodes.ISUB, Opcodes.IMUL, Opcodes.ISHL -> {
        Expr right = pop();
        made(i, insn, pop(), right, 1);
      }
      case Opcodes.DUP -> push(peek(0));
      case Opcodes.DUP2 -> {
        push(peek(1));
        push(peek(1));
      }
      case Opcodes.DUP_X1 -> under(1, 1);
      case Opcodes.DUP_X2 -> under(1, 2);
      case Opcodes.DUP2_X1 -> under(2, 1);
      case Opcodes.DUP2_X2 -> under(2, 2);
      case Opcodes.SWAP -> {
        Expr top = pop();
        Expr below = pop();
        push(top);
        push(below);
      }
      case Opcodes.ISTORE, Opcodes.FSTORE, Opcodes.ASTORE -> pop();
      case Opcodes.LSTORE, Opcodes.DSTORE -> pop(2);
      case Opcodes.NEW -> unknown(1);
      case Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.INSTANCEOF -> {
        pop();
        unknown(1);
      }
      case Opcodes.CHECKCAST, Opcodes.IINC -> {}
      default -> {
        pop(Slots.popped(op));
        unknown(Slots.pushed(op));
      }
    }
  }

  /** Puts a copy of the top slots under those below them. */
  private void under(int slots, int below) {
    List<Expr> all = new ArrayList<>();
    for (int k = slots + below - 1; k >= 0; k--) {
      all.add(peek(k));
    }
    pop(slots + below);
    stack.addAll(all.subList(below, slots + below));
    stack.addAll(all);
  }
}
