package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Numbers the variables that accesses name by unchanging locals, so that two accesses with one
 * number are to one variable as long as none of the locals is stored to.
 */
final class Variables {
  private final Flow flow;
  private final Values values;
  private final LoopFinder.Fields fields;
  private final boolean knowsThis;
  final int first; // no check stands before that instruction
  private final int[] numbers; // by instruction; -1 if it is no such access
  private final Map<String, Integer> known = new HashMap<>();
  private final List<BitSet> locals = new ArrayList<>(); // by number: those that it hangs on

  /**
   * Those of one method.
   *
   * @param fresh accesses that are none, for they are not checked
   */
  Variables(
      Flow flow,
      Values values,
      BitSet fresh,
      LoopFinder.Fields fields,
      boolean knowsThis,
      int first) {
    this.flow = flow;
    this.values = values;
    this.fields = fields;
    this.knowsThis = knowsThis;
    this.first = first;
    numbers = new int[flow.code.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i < first || fresh.get(i) ? -1 : number(i, flow.code.at(i));
    }
  }

  int count() {
    return locals.size();
  }

  int at(int ordinal) {
    return numbers[ordinal];
  }

  boolean isThis(Expr e) {
    return knowsThis && e.opcode() == Opcodes.ALOAD && e.number() == 0;
  }

  /** True if such an access is checked where it is woven. */
  boolean isChecked(Code.Insn insn) {
    return insn.isElementRead()
        || insn.isElementWrite()
        || fields.isChecked(insn.opcode(), insn.owner(), insn.name(), insn.desc())
            && !fields.mayBeVolatile(insn.owner(), insn.name(), insn.desc());
  }

  /** Takes out what hangs on a local that is stored to. */
  void forget(int local, boolean wide, BitSet facts) {
    for (int n = 0; n < locals.size(); n++) {
      if (locals.get(n).get(local) || wide && locals.get(n).get(local + 1)) {
        facts.clear(2 * n, 2 * n + 2);
      }
    }
  }

  private int number(int i, Code.Insn insn) {
    BitSet on = new BitSet();
    String name = name(i, insn, on);
    if (name == null) {
      return -1;
    }
    Integer n = known.get(name);
    if (n == null) {
      n = locals.size();
      known.put(name, n);
      locals.add(on);
    }
    return n;
  }

  private String name(int i, Code.Insn insn, BitSet on) {
    boolean read = insn.isElementRead();
    if (read || insn.isElementWrite()) {
      boolean wide = insn.opcode() == Opcodes.LASTORE || insn.opcode() == Opcodes.DASTORE;
      int below = read ? 0 : wide ? 2 : 1;
      String array = text(i, values.operand(i, below + 1), on);
      String index = text(i, values.operand(i, below), on);
      return array == null || index == null ? null : array + "[" + index;
    }
    boolean isStatic = insn.opcode() == Opcodes.GETSTATIC || insn.opcode() == Opcodes.PUTSTATIC;
    boolean ofObject = insn.opcode() == Opcodes.GETFIELD || insn.opcode() == Opcodes.PUTFIELD;
    if (!isStatic && !ofObject || !isChecked(insn)) {
      return null;
    }
    String field = insn.owner() + "." + insn.name() + " " + insn.desc();
    if (isStatic) {
      return field;
    }
    int below = insn.opcode() == Opcodes.PUTFIELD ? Type.getType(insn.desc()).getSize() : 0;
    String receiver = text(i, values.operand(i, below), on);
    return receiver == null ? null : receiver + "." + field;
  }

  /** A name for the value, which stands for the same as long as the locals do; or null. */
  private String text(int use, Expr e, BitSet on) {
    if (e.isConstant()) {
      return "#" + e.number();
    }
    if (e.isLocal()) {
      on.set(e.number());
      return isUnchanged(e, use) ? e.opcode() + "_" + e.number() : null;
    }
    if (e.opcode() == Opcodes.IADD || e.opcode() == Opcodes.ISUB) {
      String left = text(use, e.left(), on);
      String right = text(use, e.right(), on);
      return left == null || right == null ? null : "(" + left + e.opcode() + "," + right + ")";
    }
    return null;
  }

  /** True if the local is still what it was when it was loaded. */
  private boolean isUnchanged(Expr local, int use) {
    if (flow.block(local.ordinal()) != flow.block(use) || local.ordinal() < first) {
      return false;
    }
    for (int i = local.ordinal() + 1; i < use; i++) {
      Code.Insn insn = flow.code.at(i);
      int stored = insn.stored();
      if (stored == local.number()
          || stored >= 0 && insn.storesWide() && stored + 1 == local.number()) {
        return false;
      }
    }
    return true;
  }
}
