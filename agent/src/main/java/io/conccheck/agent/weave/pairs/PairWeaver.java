package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.AccessModes;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Weaves windows into one method: around its looks, before its acts, and around all its writes of
 * volatile fields. Scratch locals lie behind the method's own and live in straight code only.
 */
final class PairWeaver extends StepCounter {

  private static final String BOOT = "io/conccheck/agent/boot/";
  private static final String WINDOW = "L" + BOOT + "Window;";
  private static final String LOOKING = "(Ljava/lang/Object;Ljava/lang/Object;III)" + WINDOW;
  private static final String ACTING =
      "(Ljava/lang/Object;Ljava/lang/Object;ILjava/lang/Object;JIII)" + WINDOW;
  private static final String WRITING =
      "(Ljava/lang/Object;JLjava/lang/Object;JLjava/lang/Object;IIII)V";
  private static final String OVER = "(Ljava/lang/Object;Ljava/lang/Object;I)[" + WINDOW;
  private static final String SET = "([" + WINDOW + "Ljava/lang/Object;Ljava/lang/Object;I)V";
  private static final int NO_HANDLE = -1;
  private static final String FIELD = "([" + WINDOW + "Ljava/lang/Object;I)V";

  private final MethodVisitor raw; // past all other weaving
  private final Plan plan; // null if only writes of volatile fields are woven
  private final VolatileWrites writes;
  private final int receiver;
  private final int window;
  private final int pending;
  private final int firstArgument;
  private boolean indexed;
  private boolean element; // of a list: goes by its index and one, for nought stands for all
  private int coordinates = NO_HANDLE; // of a variable handle, how many of the arguments they are

  PairWeaver(
      MethodVisitor next, MethodVisitor raw, Plan plan, VolatileWrites writes, int maxLocals) {
    super(next);
    this.raw = raw;
    this.plan = plan;
    this.writes = writes;
    this.receiver = maxLocals;
    this.window = maxLocals + 1;
    this.pending = maxLocals + 2;
    this.firstArgument = maxLocals + 3;
  }

  /** Slots that this weaver needs behind the method's own. */
  static final int LOCALS = 13;

  @Override
  public void visitCode() {
    super.visitCode();
    leave();
  }

  private void leave() {
    if (plan != null && plan.firstLook <= plan.lastLook) {
      push(plan.firstLook);
      push(plan.lastLook);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Windows", "leave", "(II)V", false);
    }
  }

  private void push(int value) {
    if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      mv.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      mv.visitLdcInsn(value);
    }
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    Plan.Look look = plan == null ? null : plan.looks.get(step);
    List<Plan.Act> acts = plan == null ? null : plan.acts.get(step);
    int here = step++;
    boolean handle = PairCalls.writesByHandle(owner, name);
    if (look == null && acts == null && !handle) {
      HelperCode.before(mv, plan, here);
      super.visitMethodInsn(opcode, owner, name, desc, itf);
      HelperCode.after(mv, plan, here);
      return;
    }
    Type[] args = Type.getArgumentTypes(desc);
    boolean byHandle = owner.equals(PairCalls.HANDLE);
    indexed = owner.endsWith("Array"); // an atomic one: its elements are told apart
    element =
        look != null && PairWeaving.gets(owner, name, desc)
            || acts != null && PairCalls.replaces(owner, name, desc);
    coordinates = byHandle ? args.length - AccessModes.values(name) : NO_HANDLE;
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), argument(i));
    }
    mv.visitVarInsn(Opcodes.ASTORE, receiver);
    if (acts != null) {
      for (int i = acts.size() - 1; i >= 0; i--) {
        acting(acts.get(i), args);
      }
    }
    if (look != null) {
      looking(look, args, -1);
    }
    if (handle) {
      where(args, -1);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Windows", "over", OVER, false);
      mv.visitVarInsn(Opcodes.ASTORE, window);
    }
    mv.visitVarInsn(Opcodes.ALOAD, receiver);
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
    }
    super.visitMethodInsn(opcode, owner, name, desc, itf);
    if (handle) {
      mv.visitVarInsn(Opcodes.ALOAD, window);
      where(args, -1);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Writes", "set", SET, false);
    }
    Type result = Type.getReturnType(desc);
    if (acts != null) {
      acted(acts.get(0), result, args);
    }
    if (look != null) {
      looked(result);
    }
  }

  /** What the first of several looks saw is compared with the act's own result. */
  private void acted(Plan.Act act, Type result, Type[] args) {
    boolean truth = result.getSort() == Type.BOOLEAN;
    if (!truth && !isReference(result)) {
      return;
    }
    mv.visitInsn(Opcodes.DUP);
    if (!truth) {
      if (args.length > 0 && isReference(args[args.length - 1])) {
        mv.visitVarInsn(Opcodes.ALOAD, argument(args.length - 1));
      } else {
        mv.visitInsn(Opcodes.ACONST_NULL);
      }
    }
    mv.visitVarInsn(Opcodes.ALOAD, pending);
    push(act.how());
    push(act.number());
    String desc = (truth ? "(Z" : "(Ljava/lang/Object;Ljava/lang/Object;") + WINDOW + "II)V";
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Outcomes", "acted", desc, false);
  }

  private int argument(int i) {
    return firstArgument + 2 * i;
  }

  private static boolean isReference(Type t) {
    return t.getSort() >= Type.ARRAY;
  }

  /** True unless it is no object, or the array in which a stamp is returned. */
  private boolean isKey(Type first) {
    return coordinates > 0 ? isReference(first) : first.getSort() == Type.OBJECT;
  }

  /** Receiver, key and index; a field has its number for an index. */
  private void where(Type[] args, int field) {
    mv.visitVarInsn(Opcodes.ALOAD, receiver);
    if (coordinates != 0 && args.length > 0 && isKey(args[0])) {
      mv.visitVarInsn(Opcodes.ALOAD, argument(0));
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
    if (indexed && args.length > 0) {
      mv.visitVarInsn(Opcodes.ILOAD, argument(0));
    } else if (element) {
      mv.visitVarInsn(Opcodes.ILOAD, argument(0));
      mv.visitInsn(Opcodes.ICONST_1);
      mv.visitInsn(Opcodes.IADD);
    } else if (coordinates > 1 && args[1].getSort() == Type.INT) {
      mv.visitVarInsn(Opcodes.ILOAD, argument(1));
    } else {
      push(Math.max(field, 0));
    }
  }

  private void looking(Plan.Look look, Type[] args, int field) {
    where(args, field);
    push(look.kind());
    push(look.number());
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Windows", "looking", LOOKING, false);
    mv.visitVarInsn(Opcodes.ASTORE, window);
  }

  private void looked(Type result) {
    mv.visitInsn(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
    String desc = number(result) ? "(J" + WINDOW + ")V" : "(Ljava/lang/Object;" + WINDOW + ")V";
    mv.visitVarInsn(Opcodes.ALOAD, window);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Windows", "looked", desc, false);
  }

  /** Makes the value on top a long, unless it is a reference; false for those. */
  private boolean number(Type t) {
    switch (t.getSort()) {
      case Type.LONG -> {}
      case Type.FLOAT -> {
        bits("java/lang/Float", "floatToRawIntBits", "(F)I");
        mv.visitInsn(Opcodes.I2L);
      }
      case Type.DOUBLE -> bits("java/lang/Double", "doubleToRawLongBits", "(D)J");
      case Type.ARRAY, Type.OBJECT -> {
        return false;
      }
      default -> mv.visitInsn(Opcodes.I2L);
    }
    return true;
  }

  private void bits(String owner, String name, String desc) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, desc, false);
  }

  private void acting(Plan.Act act, Type[] args) {
    where(args, -1);
    acting(act, args.length == 0 ? null : args[args.length - 1], argument(args.length - 1));
  }

  private void acting(Plan.Act act, Type value, int local) {
    value(value, local);
    push(act.look());
    push(act.how());
    push(act.number());
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Acts", "acting", ACTING, false);
    mv.visitVarInsn(Opcodes.ASTORE, pending);
  }

  /** Pushes a reference and a long, of which one is the value and the other nothing. */
  private void value(Type value, int local) {
    if (value != null && isReference(value)) {
      mv.visitVarInsn(Opcodes.ALOAD, local);
      mv.visitInsn(Opcodes.LCONST_0);
      return;
    }
    mv.visitInsn(Opcodes.ACONST_NULL);
    if (value == null) {
      mv.visitInsn(Opcodes.LCONST_0);
    } else {
      mv.visitVarInsn(value.getOpcode(Opcodes.ILOAD), local);
      number(value);
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    indexed = false;
    element = false;
    coordinates = NO_HANDLE;
    boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    Plan.Look look = plan == null || write ? null : plan.looks.get(step);
    int field = look != null || write ? writes.number(opcode, owner, name, desc) : -1;
    List<Plan.Act> acts = plan == null || !write ? null : plan.acts.get(step);
    step++;
    if (field < 0) {
      super.visitFieldInsn(opcode, owner, name, desc);
    } else if (write) {
      write(opcode, owner, name, desc, field, acts);
    } else {
      if (opcode == Opcodes.GETFIELD) {
        mv.visitInsn(Opcodes.DUP);
      } else {
        mv.visitInsn(Opcodes.ACONST_NULL);
      }
      mv.visitVarInsn(Opcodes.ASTORE, receiver);
      looking(look, new Type[0], field);
      super.visitFieldInsn(opcode, owner, name, desc);
      looked(Type.getType(desc));
    }
  }

  private void write(
      int opcode, String owner, String name, String desc, int field, List<Plan.Act> acts) {
    Type type = Type.getType(desc);
    mv.visitVarInsn(type.getOpcode(Opcodes.ISTORE), argument(0));
    if (opcode == Opcodes.PUTSTATIC) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
    mv.visitVarInsn(Opcodes.ASTORE, receiver);
    if (acts != null) {
      present(opcode, owner, name, type);
      for (Plan.Act act : acts) {
        writing(act, type, field);
      }
    }
    mv.visitVarInsn(Opcodes.ALOAD, receiver);
    push(field);
    String over = "(Ljava/lang/Object;I)[" + WINDOW;
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Windows", "over", over, false);
    mv.visitVarInsn(Opcodes.ASTORE, window);
    if (opcode == Opcodes.PUTFIELD) {
      mv.visitVarInsn(Opcodes.ALOAD, receiver);
    }
    mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), argument(0));
    super.visitFieldInsn(opcode, owner, name, desc);
    mv.visitVarInsn(Opcodes.ALOAD, window);
    mv.visitVarInsn(Opcodes.ALOAD, receiver);
    push(field);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Writes", "field", FIELD, false);
  }

  /** What is in the field now goes to the second argument's slot; nobody else sees that read. */
  private void present(int opcode, String owner, String name, Type type) {
    if (opcode == Opcodes.PUTFIELD) {
      raw.visitVarInsn(Opcodes.ALOAD, receiver);
    }
    int read = opcode == Opcodes.PUTFIELD ? Opcodes.GETFIELD : Opcodes.GETSTATIC;
    raw.visitFieldInsn(read, owner, name, type.getDescriptor());
    raw.visitVarInsn(type.getOpcode(Opcodes.ISTORE), argument(1));
  }

  private void writing(Plan.Act act, Type type, int field) {
    value(type, argument(1));
    value(type, argument(0));
    mv.visitVarInsn(Opcodes.ALOAD, receiver);
    push(field);
    push(act.look());
    push(act.how());
    push(act.number());
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, BOOT + "Acts", "writing", WRITING, false);
  }

  @Override
  public void visitInsn(int opcode) {
    compared();
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      leave();
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    compared();
    super.visitJumpInsn(opcode, label);
  }

  private void compared() {
    List<Plan.Test> tests = plan == null ? null : plan.tests.get(step);
    if (tests != null) {
      TestCode.write(mv, tests, firstArgument);
    }
  }
}
