package io.conccheck.agent.weave;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Follows the value that an instance method reads from a field, and finds out whether what it
 * stores there hangs on that value. Knows only what a computation from constants and final fields
 * takes; whatever else the method does, and it is none.
 *
 * <p>Forward data flow over two bits a slot, of locals and of the operand stack: hangs on the
 * field, is the receiver. A branch that has found a local to be zero knows its value.
 */
class PureCode extends MethodVisitor {

  private static final int MOST = 60; // slots, of locals and of the stack each

  private static final Set<String> PURE_OWNERS =
      Set.of(
          "java/lang/String",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Short",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Boolean",
          "java/lang/Math");

  /** Of one word; of objects those that are whole to whoever gets hold of them (JLS 17.5). */
  private static final Set<String> WORDS =
      Set.of("I", "S", "C", "B", "F", "Z", "Ljava/lang/String;", "Ljava/lang/Integer;");

  /**
   * What an instruction does. {@code a} and {@code b} are slots, or how many it pops and pushes.
   */
  private record Step(int opcode, int a, int b, Label target) {}

  private static final int PLAIN = -1;
  private static final int READ = -2;
  private static final int WRITE = -3;

  /** Bits of each slot on the way into an instruction. */
  private record State(long locals, long stack, int depth, long self) {
    // By hand, for the JVM makes those of a record at their first call, in tens of milliseconds.
    boolean isSame(State other) {
      return locals == other.locals && stack == other.stack && self == other.self;
    }
  }

  private final ClassShape shape;
  private final List<PureMethods.Call> calls = new ArrayList<>(); // of methods of the program's own
  private final List<Step> steps = new ArrayList<>();
  private final Map<Label, Integer> labels = new HashMap<>();
  private final ArrayDeque<Integer> work = new ArrayDeque<>();
  private State[] states;
  private String field;
  private int reads;
  private int writes;
  private boolean other; // something that is not known to be pure

  PureCode(ClassShape shape) {
    super(Opcodes.ASM9);
    this.shape = shape;
  }

  /** The field that the method caches its result in, or null. */
  String cached(PureMethods methods) {
    boolean found = !other && reads == 1 && writes > 0 && flow();
    for (int i = 0; found && i < calls.size(); i++) {
      found = methods.isPure(calls.get(i));
    }
    return found ? field : null;
  }

  private void plain(int pops, int pushes) {
    steps.add(new Step(PLAIN, pops, pushes, null));
  }

  @Override
  public void visitLabel(Label label) {
    labels.put(label, steps.size());
  }

  @Override
  public void visitInsn(int opcode) {
    switch (opcode) {
      case Opcodes.DUP,
          Opcodes.DUP_X1,
          Opcodes.DUP_X2,
          Opcodes.DUP2,
          Opcodes.DUP2_X1,
          Opcodes.DUP2_X2,
          Opcodes.SWAP ->
          steps.add(new Step(opcode, 0, 0, null));
      case Opcodes.MONITORENTER, Opcodes.MONITOREXIT, Opcodes.ATHROW -> other = true;
      default -> {
        boolean stores = opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
        if (stores || opcode == Opcodes.AALOAD) {
          other = true;
        } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
          steps.add(new Step(opcode, 0, 0, null));
        } else {
          plain(Slots.popped(opcode), Slots.pushed(opcode));
        }
      }
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    plain(opcode == Opcodes.NEWARRAY ? 1 : 0, 1);
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    boolean wide =
        opcode == Opcodes.LLOAD
            || opcode == Opcodes.DLOAD
            || opcode == Opcodes.LSTORE
            || opcode == Opcodes.DSTORE;
    boolean isThis = slot == 0 && opcode != Opcodes.ALOAD;
    other |= slot >= MOST || isThis || opcode == Opcodes.RET;
    steps.add(new Step(opcode, slot, wide ? 2 : 1, null));
  }

  @Override
  public void visitIincInsn(int slot, int increment) {
    other |= slot >= MOST;
  }

  @Override
  public void visitLdcInsn(Object value) {
    plain(0, value instanceof Long || value instanceof Double ? 2 : 1);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    other |= opcode != Opcodes.ANEWARRAY;
    plain(1, 1);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    FieldShape f = owner.equals(shape.name) ? shape.field(name, desc) : null;
    if (f == null || f.isStatic() && !f.isFinal()) {
      other = true;
    } else if (f.isFinal()) {
      Type type = Type.getType(desc);
      other |= opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
      other |= type.getSort() >= Type.ARRAY && !isFixed(type);
      plain(opcode == Opcodes.GETFIELD ? 1 : 0, type.getSize());
    } else {
      other |= !WORDS.contains(desc) || f.isVolatile() || field != null && !field.equals(name);
      field = name;
      if (opcode == Opcodes.GETFIELD) {
        reads++;
        steps.add(new Step(READ, 1, 1, null));
      } else {
        writes++;
        steps.add(new Step(WRITE, 2, 0, null));
      }
    }
  }

  /** Of an array of numbers whoever changes an element without order is told of that. */
  private static boolean isFixed(Type type) {
    return type.getSort() == Type.ARRAY
        ? type.getDimensions() == 1 && type.getElementType().getSort() < Type.ARRAY
        : PURE_OWNERS.contains(type.getInternalName());
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    boolean pure = PURE_OWNERS.contains(owner) && !name.equals("<init>") && !name.startsWith("get");
    boolean hashes = owner.equals("java/util/Objects") && name.startsWith("hash");
    if (!(pure && !desc.contains("[") || hashes)) {
      other |= opcode == Opcodes.INVOKEINTERFACE || owner.startsWith("java/");
      calls.add(new PureMethods.Call(opcode, owner, name, desc));
    }
    int sizes = Type.getArgumentsAndReturnSizes(desc);
    plain((sizes >> 2) - (opcode == Opcodes.INVOKESTATIC ? 1 : 0), sizes & 3);
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    other |= !PureBody.joinsText(bootstrap, desc);
    int sizes = Type.getArgumentsAndReturnSizes(desc);
    plain((sizes >> 2) - 1, sizes & 3);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    steps.add(new Step(opcode, 0, 0, label));
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... targets) {
    other = true;
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] targets) {
    other = true;
  }

  @Override
  public void visitMultiANewArrayInsn(String desc, int dims) {
    other = true;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    other = true;
  }

  /** True if no store hangs on what was read. */
  private boolean flow() {
    states = new State[steps.size()];
    enter(0, new State(0, 0, 0, 0));
    while (!work.isEmpty()) {
      int at = work.poll();
      if (!step(at, states[at])) {
        return false;
      }
    }
    return true;
  }

  private void enter(int at, State s) {
    if (at >= steps.size()) {
      return;
    }
    State known = states[at];
    State joined =
        known == null
            ? s
            : new State(
                known.locals | s.locals, known.stack | s.stack, s.depth, known.self & s.self);
    if (known == null || !joined.isSame(known)) {
      states[at] = joined;
      work.add(at);
    }
  }

  private boolean step(int at, State s) {
    Step step = steps.get(at);
    int op = step.opcode;
    if (op == PLAIN || op == READ || op == WRITE) {
      return access(at, step, s);
    }
    if (op >= Opcodes.ILOAD && op <= Opcodes.ALOAD) {
      boolean hangs = (s.locals >>> step.a & 1) != 0;
      enter(at + 1, push(s, step.b, hangs, op == Opcodes.ALOAD && step.a == 0));
    } else if (op >= Opcodes.ISTORE && op <= Opcodes.ASTORE) {
      long bit = 1L << step.a;
      boolean hangs = hangs(s, step.b);
      State popped = pop(s, step.b);
      long locals = hangs ? s.locals | bit : s.locals & ~bit;
      enter(at + 1, new State(locals, popped.stack, popped.depth, popped.self));
    } else if (step.target != null) {
      jump(at, step, s);
    } else if (op < Opcodes.IRETURN || op > Opcodes.RETURN) {
      shuffle(at, op, s);
    }
    return s.depth < MOST;
  }

  private boolean access(int at, Step step, State s) {
    if (step.opcode == WRITE) {
      boolean own = (s.self >>> s.depth - 2 & 1) != 0;
      enter(at + 1, pop(s, 2));
      return own && !hangs(s, 1);
    }
    boolean own = step.opcode != READ || (s.self >>> s.depth - 1 & 1) != 0;
    boolean hangs = step.opcode == READ || hangs(s, step.a);
    enter(at + 1, push(pop(s, step.a), step.b, hangs, false));
    return own;
  }

  /** After {@code ILOAD x; IFEQ}, and after {@code ILOAD x; IFNE} otherwise, x is zero or null. */
  private void jump(int at, Step step, State s) {
    int op = step.opcode;
    int pops = op == Opcodes.GOTO ? 0 : op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ACMPNE ? 2 : 1;
    State after = pop(s, pops);
    Step before = at > 0 ? steps.get(at - 1) : null;
    int load = op == Opcodes.IFNULL || op == Opcodes.IFNONNULL ? Opcodes.ALOAD : Opcodes.ILOAD;
    boolean tests = before != null && before.opcode == load && !labels.containsValue(at);
    State zero =
        tests
            ? new State(after.locals & ~(1L << before.a), after.stack, after.depth, after.self)
            : after;
    boolean there = op == Opcodes.IFEQ || op == Opcodes.IFNULL;
    enter(labels.get(step.target), there ? zero : after);
    if (op != Opcodes.GOTO) {
      enter(at + 1, op == Opcodes.IFNE || op == Opcodes.IFNONNULL ? zero : after);
    }
  }

  /** One that only moves what lies on the stack. */
  private void shuffle(int at, int op, State s) {
    if (op == Opcodes.DUP) {
      enter(at + 1, push(s, 1, hangs(s, 1), (s.self >>> s.depth - 1 & 1) != 0));
      return;
    }
    int touched = op == Opcodes.DUP2_X2 ? 4 : op == Opcodes.DUP_X2 || op == Opcodes.DUP2_X1 ? 3 : 2;
    int added = op == Opcodes.SWAP ? 0 : op >= Opcodes.DUP2 ? 2 : 1;
    if (op == Opcodes.DUP_X1) { // as in `this.f = x = value`
      boolean top = hangs(s, 1);
      State popped = pop(s, 2);
      boolean under = (s.stack >>> s.depth - 2 & 1) != 0;
      boolean self = (s.self >>> s.depth - 2 & 1) != 0;
      enter(at + 1, push(push(push(popped, 1, top, false), 1, under, self), 1, top, false));
      return;
    }
    enter(at + 1, push(pop(s, touched), touched + added, hangs(s, touched), false));
  }

  private static boolean hangs(State s, int slots) {
    return s.stack >>> s.depth - slots != 0 && slots > 0;
  }

  private static State pop(State s, int slots) {
    int depth = s.depth - slots;
    long kept = (1L << depth) - 1;
    return new State(s.locals, s.stack & kept, depth, s.self & kept);
  }

  private static State push(State s, int slots, boolean hangs, boolean self) {
    long bits = (1L << slots) - 1 << s.depth;
    return new State(
        s.locals, hangs ? s.stack | bits : s.stack, s.depth + slots, self ? s.self | bits : s.self);
  }
}
