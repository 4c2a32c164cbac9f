package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Picks the accesses of a counted loop that are made once each time round, to known elements. What
 * is remembered of columns holds until a row is replaced, which must be told at once where other
 * loops may walk down columns meanwhile: only loops without others in them put that off.
 */
final class Accesses {

  private final Flow flow;
  private final Values values;
  private final Counted counted;
  private final boolean knowsThis;
  private final Set<Integer> unwatched;
  private final BitSet fresh;
  private final LoopFinder.Fields fields;

  Accesses(
      Flow flow,
      Values values,
      Counted counted,
      boolean knowsThis,
      Set<Integer> unwatched,
      BitSet fresh,
      LoopFinder.Fields fields) {
    this.flow = flow;
    this.values = values;
    this.counted = counted;
    this.knowsThis = knowsThis;
    this.unwatched = unwatched;
    this.fresh = fresh;
    this.fields = fields;
  }

  /** The accesses in those blocks of the loop, in no order. */
  List<Deferred> of(Flow.Loop loop, BitSet own) {
    List<Deferred> found = new ArrayList<>();
    boolean calls = calls(loop);
    boolean stores = stores(loop);
    boolean alone = !calls && own.equals(loop.blocks());
    for (int b = own.nextSetBit(0); b >= 0; b = own.nextSetBit(b + 1)) {
      if (counted.everyRound(b)) {
        for (int i = flow.start(b); i < flow.end(b); i++) {
          Deferred d = access(i, flow.code.at(i), loop);
          if (d != null && (alone || flow.code.at(i).opcode() != Opcodes.AASTORE)) {
            found.add(d);
          }
        }
      }
    }
    found.removeIf(d -> d.isColumn() && (calls || stores || !findRows(d, found)));
    return found;
  }

  /** True if the loop calls methods of the program. */
  private boolean calls(Flow.Loop loop) {
    return any(loop, insn -> insn.isCall() && !insn.owner().startsWith("java/lang/"));
  }

  /** True if it puts something into arrays of references: rows, maybe. */
  private boolean stores(Flow.Loop loop) {
    return any(loop, i -> i.opcode() == Opcodes.AASTORE || "arraycopy".equals(i.name()));
  }

  private boolean any(Flow.Loop loop, Predicate<Code.Insn> is) {
    for (int b = loop.blocks().nextSetBit(0); b >= 0; b = loop.blocks().nextSetBit(b + 1)) {
      for (int i = flow.start(b); i < flow.end(b); i++) {
        if (is.test(flow.code.at(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean findRows(Deferred column, List<Deferred> found) {
    for (Deferred d : found) {
      if (d.ordinal == column.of.ordinal() && d.isKnown()) {
        column.rows = d;
      }
    }
    return column.rows != null;
  }

  private Deferred access(int i, Code.Insn insn, Flow.Loop loop) {
    if (fresh.get(i)) {
      return null;
    }
    if (insn.isElementRead()) {
      return element(i, false, 0, loop);
    }
    if (insn.isElementWrite()) {
      boolean wide = insn.opcode() == Opcodes.LASTORE || insn.opcode() == Opcodes.DASTORE;
      return element(i, true, wide ? 2 : 1, loop);
    }
    return switch (insn.opcode()) {
      case Opcodes.GETFIELD, Opcodes.PUTFIELD, Opcodes.GETSTATIC, Opcodes.PUTSTATIC ->
          field(i, insn);
      default -> null;
    };
  }

  private Deferred element(int i, boolean write, int valueSlots, Flow.Loop loop) {
    Expr index = values.operand(i, valueSlots);
    Expr of = values.operand(i, valueSlots + 1);
    Integer stride = counted.stride(index);
    if (stride != null && stride == 0 && isRow(of)) {
      return Deferred.column(i, write, of, index);
    }
    if (stride == null || !isStable(of)) {
      return null;
    }
    Deferred.Array array =
        of.opcode() == Opcodes.ALOAD
            ? Deferred.Array.LOCAL
            : stride != 0 && canBePeeked(of, loop) ? Deferred.Array.PEEKED : Deferred.Array.VALUE;
    return Deferred.element(i, write, array, of, index, stride);
  }

  /** True for an array that is taken, each time round, from the next place of another one. */
  private boolean isRow(Expr of) {
    Integer stride = of.opcode() == Opcodes.AALOAD ? counted.stride(of.right()) : null;
    return stride != null && stride != 0;
  }

  /** True if the value is likely the same each time round. */
  private boolean isStable(Expr e) {
    return switch (e.opcode()) {
      case Opcodes.ALOAD -> !counted.isStored(e.number()) && !unwatched.contains(e.number());
      case Opcodes.GETFIELD -> isStable(e.left());
      case Opcodes.GETSTATIC -> true;
      case Opcodes.AALOAD -> {
        Integer stride = counted.stride(e.right());
        yield stride != null && stride == 0 && isStable(e.left());
      }
      default -> false;
    };
  }

  /** True if the field can be read once more without harm, and the loop itself leaves it alone. */
  private boolean canBePeeked(Expr e, Flow.Loop loop) {
    if (e.opcode() != Opcodes.GETSTATIC && !(e.opcode() == Opcodes.GETFIELD && isThis(e.left()))) {
      return false;
    }
    Code.Insn read = flow.code.at(e.ordinal());
    for (int b = loop.blocks().nextSetBit(0); b >= 0; b = loop.blocks().nextSetBit(b + 1)) {
      for (int i = flow.start(b); i < flow.end(b); i++) {
        Code.Insn insn = flow.code.at(i);
        if (insn.isFieldWrite() && insn.name().equals(read.name())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isThis(Expr e) {
    return knowsThis && e.opcode() == Opcodes.ALOAD && e.number() == 0;
  }

  private Deferred field(int i, Code.Insn insn) {
    boolean isStatic = insn.opcode() == Opcodes.GETSTATIC || insn.opcode() == Opcodes.PUTSTATIC;
    int size = net.bytebuddy.jar.asm.Type.getType(insn.desc()).getSize();
    Expr receiver = values.operand(i, insn.opcode() == Opcodes.PUTFIELD ? size : 0);
    if (!isStatic && !isThis(receiver)
        || !fields.isChecked(insn.opcode(), insn.owner(), insn.name(), insn.desc())) {
      return null;
    }
    return Deferred.field(i, insn.isFieldWrite());
  }
}
