package io.conccheck.agent.weave.loops;

import io.conccheck.agent.weave.Slots;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Finds the accesses to elements of arrays that the method has made itself and that nobody else can
 * have got hold of yet. No other thread's access can be unordered to these unless it got the array
 * through a race of its own, which is told where that is. An array that is handed to what publishes
 * without order and without race, as opaque writes do, is none of these.
 *
 * <p>A forward analysis of what may be, in the manner of Choi et al., Escape Analysis for Java
 * (OOPSLA 1999), within one method.
 */
final class Fresh {

  private static final int MOST_PLACES = 63;

  private final Flow flow;
  private final Map<Integer, Long> places = new HashMap<>(); // by the instruction that makes it
  private final MadeArrays[] atStart;
  private final ArrayDeque<Integer> work = new ArrayDeque<>();
  private final Map<Integer, Long> accessed = new HashMap<>(); // the arrays, by instruction
  private long relaxed; // published without order
  private int locals;

  private Fresh(Flow flow) {
    this.flow = flow;
    this.atStart = new MadeArrays[flow.count];
  }

  /** The ordinals of those accesses. */
  static BitSet find(Flow flow) {
    BitSet found = new BitSet();
    Fresh fresh = new Fresh(flow);
    if (fresh.look()) {
      fresh.solve();
      for (Map.Entry<Integer, Long> e : fresh.accessed.entrySet()) {
        if (e.getValue() > 0 && (e.getValue() & fresh.relaxed) == 0) {
          found.set(e.getKey());
        }
      }
    }
    return found;
  }

  /** False if there is nothing to find. */
  private boolean look() {
    boolean accesses = false;
    for (int i = 0; i < flow.code.size(); i++) {
      Code.Insn insn = flow.code.at(i);
      int op = insn.opcode();
      if (op == Opcodes.JSR || op == Opcodes.RET) {
        return false;
      }
      if (makes(op) && places.size() < MOST_PLACES) {
        places.put(i, 1L << places.size());
      }
      accesses |= insn.isElementRead() || insn.isElementWrite();
      if (op >= Opcodes.ILOAD && op <= Opcodes.ALOAD
          || op >= Opcodes.ISTORE && op <= Opcodes.ASTORE) {
        locals = Math.max(locals, insn.var() + 2);
      }
    }
    return accesses && !places.isEmpty();
  }

  private static boolean makes(int op) {
    return op == Opcodes.NEWARRAY || op == Opcodes.ANEWARRAY || op == Opcodes.MULTIANEWARRAY;
  }

  private void solve() {
    arrive(0, new MadeArrays(locals));
    while (!work.isEmpty()) {
      int block = work.remove();
      MadeArrays now = new MadeArrays(atStart[block]);
      toHandlers(block, now);
      for (int i = flow.start(block); i < flow.end(block); i++) {
        long escaped = now.escaped;
        step(i, flow.code.at(i), now);
        if (flow.code.at(i).stored() >= 0 || escaped != now.escaped) {
          toHandlers(block, now);
        }
      }
      int last = flow.end(block) - 1;
      if (flow.code.at(last).fallsThrough() && block + 1 < flow.count) {
        arrive(block + 1, now);
      }
      Label[] targets = flow.code.at(last).targets();
      for (int t = 0; targets != null && t < targets.length; t++) {
        arrive(flow.block(flow.code.at(targets[t])), now);
      }
    }
  }

  private void toHandlers(int block, MadeArrays now) {
    for (Code.Try t : flow.code.tries) {
      int at = flow.start(block);
      if (flow.code.at(t.start()) <= at && at < flow.code.at(t.end())) {
        arrive(flow.block(flow.code.at(t.handler())), now.thrown());
      }
    }
  }

  private void arrive(int block, MadeArrays now) {
    if (atStart[block] == null) {
      atStart[block] = new MadeArrays(now);
      work.add(block);
    } else if (atStart[block].join(now)) {
      work.add(block);
    }
  }

  private void step(int i, Code.Insn insn, MadeArrays now) {
    int op = insn.opcode();
    if (insn.isElementRead()) {
      now.drop(1);
      access(i, now);
      now.others(op == Opcodes.LALOAD || op == Opcodes.DALOAD ? 2 : 1);
    } else if (insn.isElementWrite()) {
      now.give(op == Opcodes.LASTORE || op == Opcodes.DASTORE ? 2 : 1);
      now.drop(1);
      access(i, now);
    } else if (op == Opcodes.ALOAD) {
      now.push(now.locals[insn.var()]);
    } else if (op >= Opcodes.ISTORE && op <= Opcodes.ASTORE) {
      store(insn, now);
    } else if (makes(op)) {
      now.drop(op == Opcodes.MULTIANEWARRAY ? insn.var() : 1);
      make(i, now);
    } else if (insn.isJump() || insn.isSwitch()) {
      now.drop(op == Opcodes.GOTO ? 0 : comparesTwo(op) ? 2 : 1);
    } else if (insn.desc() != null) {
      member(insn, now);
    } else {
      other(insn, now);
    }
  }

  private static boolean comparesTwo(int op) {
    return op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ACMPNE;
  }

  private void access(int i, MadeArrays now) {
    long array = now.pop();
    // what may have escaped counts as something else: bit 63
    accessed.merge(
        i, (array & now.escaped) != 0 ? array | MadeArrays.OTHER : array, (a, b) -> a | b);
  }

  private void make(int i, MadeArrays now) {
    Long place = places.get(i);
    if (place == null) {
      now.others(1);
    } else {
      now.make(place);
    }
  }

  private static void store(Code.Insn insn, MadeArrays now) {
    long value = now.pop();
    now.locals[insn.var()] = insn.opcode() == Opcodes.ASTORE ? value : MadeArrays.OTHER;
    if (insn.storesWide()) {
      now.drop(1);
      now.locals[insn.var() + 1] = MadeArrays.OTHER;
    }
  }

  private void member(Code.Insn insn, MadeArrays now) {
    int op = insn.opcode();
    if (op <= Opcodes.PUTFIELD) {
      int size = Type.getType(insn.desc()).getSize();
      boolean write = insn.isFieldWrite();
      boolean ofObject = op == Opcodes.GETFIELD || op == Opcodes.PUTFIELD;
      now.give((write ? size : 0) + (ofObject ? 1 : 0));
      now.others(write ? 0 : size);
      return;
    }
    int sizes = Type.getArgumentsAndReturnSizes(insn.desc());
    boolean noReceiver = op == Opcodes.INVOKESTATIC || op == Opcodes.INVOKEDYNAMIC;
    int slots = (sizes >> 2) - (noReceiver ? 1 : 0);
    if (Keepers.publishWithoutOrder(insn)) {
      for (int s = 0; s < slots; s++) {
        relaxed |= now.peek(s) & ~MadeArrays.OTHER;
      }
    }
    if (Keepers.keepNothing(insn)) {
      now.drop(slots);
    } else {
      now.give(slots);
    }
    now.others(sizes & 3);
  }

  private static void other(Code.Insn insn, MadeArrays now) {
    int op = insn.opcode();
    switch (op) {
      case Opcodes.ACONST_NULL -> now.push(0);
      case Opcodes.ILOAD, Opcodes.FLOAD -> now.others(1);
      case Opcodes.LLOAD, Opcodes.DLOAD -> now.others(2);
      case Opcodes.BIPUSH, Opcodes.SIPUSH, Opcodes.NEW -> now.others(1);
      case Opcodes.LDC ->
          now.others(insn.owner().equals("Long") || insn.owner().equals("Double") ? 2 : 1);
      case Opcodes.ARRAYLENGTH, Opcodes.INSTANCEOF -> {
        now.drop(1);
        now.others(1);
      }
      case Opcodes.DUP -> now.push(now.peek(0));
      case Opcodes.DUP2 -> {
        now.push(now.peek(1));
        now.push(now.peek(1));
      }
      case Opcodes.DUP_X1 -> now.copyUnder(1, 1);
      case Opcodes.DUP_X2 -> now.copyUnder(1, 2);
      case Opcodes.DUP2_X1 -> now.copyUnder(2, 1);
      case Opcodes.DUP2_X2 -> now.copyUnder(2, 2);
      case Opcodes.SWAP -> {
        long top = now.pop();
        long below = now.pop();
        now.push(top);
        now.push(below);
      }
      case Opcodes.CHECKCAST, Opcodes.IINC -> {}
      default -> {
        now.drop(Slots.popped(op));
        now.others(Slots.pushed(op));
      }
    }
  }
}
