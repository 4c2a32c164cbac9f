package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.weave.Slots;
import java.util.ArrayDeque;
import java.util.Deque;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Follows through one method what is computed from the results of its looks. An abstract
 * interpretation to the least fixed point; what goes through fields of other objects is not
 * followed.
 */
final class Flow {

  /** Goes for a look at everything that the method was handed. */
  static final long PARAMETERS = 1L << 63;

  private final Code code;
  private final Points points;
  private final Frame[] before;
  private final boolean handed; // parameters are followed
  private final Deque<Integer> work = new ArrayDeque<>();

  /** Looks that decide which way a branch goes, by instruction. */
  final long[] decides;

  /** Looks whose results, or what was computed from them, the method returns. */
  long returned;

  /** Looks whose very results the method returns. */
  long direct;

  /** Acts whose results the program tests or hands on to its caller. */
  long checked;

  /** Acts whose results the program uses. */
  long used;

  Flow(Code code, Points points, boolean handed) {
    this.handed = handed;
    this.code = code;
    this.points = points;
    this.before = new Frame[code.size()];
    this.decides = new long[code.size()];
  }

  /** State before that instruction; null if it cannot be reached. */
  Frame before(int step) {
    return before[step];
  }

  /** Runs to the fixed point; false if the method is too strange. */
  boolean run() {
    Frame first = new Frame(code.maxLocals, code.maxStack + 1);
    int slots = handed ? Type.getArgumentsAndReturnSizes(code.desc) >> 2 : 0;
    for (int i = code.isStatic ? 1 : 0; handed && i < slots; i++) {
      if (code.isStatic || i > 0) {
        first.locals[code.isStatic ? i - 1 : i] = Value.computed(PARAMETERS);
      }
    }
    reach(0, first);
    while (!work.isEmpty()) {
      int i = work.remove();
      Step s = code.steps.get(i);
      if (s.opcode() == Opcodes.JSR || s.opcode() == Opcodes.RET) {
        return false;
      }
      for (Code.Handler h : code.handlers) {
        if (code.place(h.start()) <= i && i < code.place(h.end())) {
          reach(code.place(h.handler()), before[i].caught());
        }
      }
      Frame f = before[i].copy();
      step(i, s, f);
      for (int next : Graph.successors(code, i)) {
        reach(next, f);
      }
    }
    return true;
  }

  private void reach(int i, Frame f) {
    if (i >= code.size()) {
      return;
    }
    if (before[i] == null) {
      before[i] = f.copy();
      work.add(i);
    } else if (before[i].join(f)) {
      work.add(i);
    }
  }

  private void step(int i, Step s, Frame f) {
    int op = s.opcode();
    if (s.constant()) {
      f.push(Value.LITERAL, Type.getType(s.desc()).getSize());
    } else if (op >= Opcodes.ILOAD && op <= Opcodes.ALOAD) {
      f.push(f.locals[s.operand()], wide(op - Opcodes.ILOAD) ? 2 : 1);
    } else if (op >= Opcodes.ISTORE && op <= Opcodes.ASTORE) {
      f.locals[s.operand()] = f.pop(wide(op - Opcodes.ISTORE) ? 2 : 1);
    } else if (op >= Opcodes.IFEQ && op <= Opcodes.IF_ACMPNE
        || op >= Opcodes.IFNULL && op <= Opcodes.IFNONNULL
        || op == Opcodes.TABLESWITCH
        || op == Opcodes.LOOKUPSWITCH) {
      Value v = f.pop(op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ACMPNE ? 2 : 1);
      decides[i] |= v.looks();
      checked |= v.acts();
    } else if (op >= Opcodes.GETSTATIC && op <= Opcodes.PUTFIELD) {
      field(i, s, f);
    } else if (op >= Opcodes.INVOKEVIRTUAL && op <= Opcodes.INVOKEDYNAMIC) {
      call(i, s, f);
    } else {
      other(i, s, f);
    }
  }

  private static boolean wide(int type) {
    return type == 1 || type == 3;
  }

  private void field(int i, Step s, Frame f) {
    int size = Type.getType(s.desc()).getSize();
    if (s.opcode() == Opcodes.PUTFIELD || s.opcode() == Opcodes.PUTSTATIC) {
      used |= f.pop(size).acts();
      f.pop(s.opcode() == Opcodes.PUTFIELD ? 1 : 0);
      return;
    }
    Value from = f.pop(s.opcode() == Opcodes.GETFIELD ? 1 : 0);
    used |= from.acts();
    boolean literal = s.opcode() == Opcodes.GETSTATIC && points.lookBit(i) == 0 && isConstant(s);
    String origin = s.owner().replace('/', '.') + "." + s.name();
    int made = points.lookBit(i) != 0 ? i : -1;
    f.push(new Value(from.looks() | points.lookBit(i), 0, made, origin, literal), size);
  }

  /** What a class holds of its own kind, as enums do; {@code Boolean.TRUE}. */
  private static boolean isConstant(Step s) {
    return s.owner().equals("java/lang/Boolean") || s.desc().equals("L" + s.owner() + ";");
  }

  private void call(int i, Step s, Frame f) {
    int sizes = Type.getArgumentsAndReturnSizes(s.desc());
    boolean receives = s.opcode() != Opcodes.INVOKESTATIC && s.opcode() != Opcodes.INVOKEDYNAMIC;
    Value args = f.pop((sizes >> 2) - 1);
    Value receiver = receives ? f.pop() : Value.UNKNOWN;
    used |= args.acts() | receiver.acts();
    if (asks(s)) {
      checked |= args.acts();
    }
    int maker = receiver.made();
    if (maker >= 0 && points.lookBit(maker) == 0 && args.looks() != 0) {
      f.absorb(maker, args.looks());
    }
    boolean boxes = s.name().equals("valueOf") && args.constant() && (sizes >> 2) > 1;
    long looks = args.looks() | receiver.looks() | points.lookBit(i);
    int made = points.lookBit(i) != 0 ? i : -1;
    f.push(new Value(looks, points.actBit(i), made, null, boxes), sizes & 3);
  }

  /** Calls that see for themselves whether there is anything. */
  private static boolean asks(Step s) {
    return s.owner() != null
        && (s.owner().equals("java/util/Optional")
            || s.owner().equals("java/util/Objects") && !s.name().equals("requireNonNull"));
  }

  private void other(int i, Step s, Frame f) {
    int op = s.opcode();
    switch (op) {
      case Opcodes.DUP -> f.insert(1, 0);
      case Opcodes.DUP_X1 -> f.insert(1, 1);
      case Opcodes.DUP_X2 -> f.insert(1, 2);
      case Opcodes.DUP2 -> f.insert(2, 0);
      case Opcodes.DUP2_X1 -> f.insert(2, 1);
      case Opcodes.DUP2_X2 -> f.insert(2, 2);
      case Opcodes.SWAP -> {
        Value top = f.pop();
        Value under = f.pop();
        f.push(top);
        f.push(under);
      }
      case Opcodes.POP, Opcodes.POP2 -> f.pop(op - Opcodes.POP + 1);
      case Opcodes.NEW -> f.push(new Value(0, 0, i, null, false));
      case Opcodes.CHECKCAST, Opcodes.GOTO, Opcodes.NOP -> {}
      case Opcodes.IINC -> f.locals[s.operand()] = Value.computed(f.locals[s.operand()].looks());
      case Opcodes.INSTANCEOF -> {
        Value v = f.pop();
        checked |= v.acts();
        f.push(Value.computed(v.looks()));
      }
      case Opcodes.ANEWARRAY, Opcodes.NEWARRAY -> f.push(Value.computed(f.pop().looks()));
      case Opcodes.MULTIANEWARRAY -> f.push(Value.computed(f.pop(s.operand()).looks()));
      case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.ARETURN -> {
        Value v = f.pop();
        checked |= v.acts();
        returned |= v.looks();
        direct |= v.made() >= 0 ? points.lookBit(v.made()) : 0;
      }
      default -> {
        Value v = f.pop(Slots.popped(op));
        boolean compares = op >= Opcodes.LCMP && op <= Opcodes.DCMPG;
        used |= compares ? 0 : v.acts();
        f.push(new Value(v.looks(), compares ? v.acts() : 0, -1, null, false), Slots.pushed(op));
      }
    }
  }
}
