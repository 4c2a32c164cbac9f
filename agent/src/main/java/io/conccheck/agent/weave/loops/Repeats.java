package io.conccheck.agent.weave.loops;

import java.util.BitSet;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Finds accesses that need no check because another one of the same variable, with nothing between
 * the two that may order threads, is checked: one that every way to them leads through (a write for
 * a write), or for a read the write that follows it without fail, as in {@code x += y}. Redundant
 * checks after Flanagan and Freund, RedCard (ECOOP 2013).
 */
final class Repeats {

  private final Flow flow;
  private final Values values;
  private final Variables variables;
  private final Barriers barriers;
  private final BitSet all = new BitSet(); // every fact there is
  private final BitSet[] atEnd;

  Repeats(Flow flow, Values values, Variables variables, Barriers barriers) {
    this.flow = flow;
    this.values = values;
    this.variables = variables;
    this.barriers = barriers;
    this.atEnd = new BitSet[flow.count];
  }

  /** The ordinals of those accesses. */
  BitSet find() {
    BitSet dropped = new BitSet();
    all.set(0, 2 * variables.count());
    solve();
    for (int b = 0; b < flow.count; b++) {
      pass(b, atStart(b), dropped);
      coverReads(b, dropped);
    }
    return dropped;
  }

  private void solve() {
    for (int b = 0; b < flow.count; b++) {
      atEnd[b] = all;
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int b = 0; b < flow.count; b++) {
        BitSet end = pass(b, atStart(b), null);
        if (!end.equals(atEnd[b])) {
          atEnd[b] = end;
          changed = true;
        }
      }
    }
  }

  /** What is checked on every way to the block; a handler may be come to from anywhere. */
  private BitSet atStart(int block) {
    List<Integer> from = flow.predecessors.get(block);
    if (block == 0 || flow.handlers.get(block) || from.isEmpty()) {
      return new BitSet();
    }
    BitSet facts = (BitSet) all.clone();
    for (int p : from) {
      facts.and(atEnd[p]);
    }
    return facts;
  }

  /** A read of variable n is fact 2n, a write fact 2n + 1, which implies the other. */
  private BitSet pass(int block, BitSet facts, BitSet dropped) {
    for (int i = flow.start(block); i < flow.end(block); i++) {
      Code.Insn insn = flow.code.at(i);
      int v = variables.at(i);
      if (barriers.mayOrder(insn)) {
        facts.clear(); // so may what comes before the access itself, such as an initialiser
      }
      if (v >= 0) {
        boolean write = insn.isFieldWrite() || insn.isElementWrite();
        if (facts.get(write ? 2 * v + 1 : 2 * v)) {
          if (dropped != null) {
            dropped.set(i);
          }
        } else {
          facts.set(2 * v, write ? 2 * v + 2 : 2 * v + 1);
        }
      }
      if (insn.stored() >= 0) {
        variables.forget(insn.stored(), insn.storesWide(), facts);
      }
    }
    return facts;
  }

  private void coverReads(int block, BitSet dropped) {
    for (int i = flow.start(block); i < flow.end(block); i++) {
      Code.Insn insn = flow.code.at(i);
      boolean read =
          insn.isElementRead()
              || insn.opcode() == Opcodes.GETFIELD
              || insn.opcode() == Opcodes.GETSTATIC;
      if (read
          && i >= variables.first
          && variables.isChecked(insn)
          && !dropped.get(i)
          && isWrittenNext(i, insn)) {
        dropped.set(i);
      }
    }
  }

  /** True if what is read is written behind it, in any case. */
  private boolean isWrittenNext(int read, Code.Insn insn) {
    int end = flow.end(flow.block(read));
    for (int j = read + 1; j < end; j++) {
      Code.Insn next = flow.code.at(j);
      if (isWriteOf(j, next, read, insn)) {
        return computes(flow.code.at(j - 1)); // a constant that is stored is judged by itself
      }
      if (barriers.mayOrder(next) || mayThrow(j, next, read)) {
        return false;
      }
    }
    return false;
  }

  private static boolean computes(Code.Insn insn) {
    return insn.opcode() >= Opcodes.IADD && insn.opcode() <= Opcodes.I2S;
  }

  private boolean isWriteOf(int j, Code.Insn write, int i, Code.Insn read) {
    if (read.isElementRead()) {
      if (write.opcode() != read.opcode() + (Opcodes.IASTORE - Opcodes.IALOAD)) {
        return false;
      }
      int size = write.opcode() == Opcodes.LASTORE || write.opcode() == Opcodes.DASTORE ? 2 : 1;
      return same(values.operand(i, 0), values.operand(j, size))
          && same(values.operand(i, 1), values.operand(j, size + 1));
    }
    return write.isFieldWrite()
        && write.opcode() == read.opcode() + 1
        && write.owner().equals(read.owner())
        && write.name().equals(read.name())
        && write.desc().equals(read.desc())
        && (write.opcode() == Opcodes.PUTSTATIC
            || same(values.operand(i, 0), values.operand(j, Type.getType(write.desc()).getSize())));
  }

  /** One value that was copied on the stack. */
  private static boolean same(Expr a, Expr b) {
    return a == b && a != Expr.UNKNOWN;
  }

  private boolean mayThrow(int j, Code.Insn insn, int read) {
    int op = insn.opcode();
    if (op == Opcodes.GETFIELD) {
      Expr receiver = values.operand(j, 0);
      boolean same =
          flow.code.at(read).opcode() == Opcodes.GETFIELD
              && same(values.operand(read, 0), receiver);
      return !same && !variables.isThis(receiver);
    }
    return op > Opcodes.ALOAD && op <= Opcodes.SALOAD
        || insn.isElementWrite()
        || op == Opcodes.IDIV
        || op == Opcodes.LDIV
        || op == Opcodes.IREM
        || op == Opcodes.LREM
        || op >= Opcodes.IRETURN && op != Opcodes.GETSTATIC && op != Opcodes.INSTANCEOF;
  }
}
