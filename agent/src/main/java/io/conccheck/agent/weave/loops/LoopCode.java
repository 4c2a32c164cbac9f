package io.conccheck.agent.weave.loops;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Emits what a planned loop needs: at its beginning, at accesses in it, and where it is left. */
final class LoopCode {

  private static final String STATE = "Lio/conccheck/agent/boot/ThreadState;";
  private static final String CHECKS = "io/conccheck/agent/boot/LoopChecks";
  private static final String TOLD = "(Ljava/lang/Object;III" + STATE + "I)V";
  private static final String COLUMN = "(Ljava/lang/Object;IIII" + STATE + "I)V";
  private static final String SAME =
      "(Ljava/lang/Object;ILjava/lang/Object;II" + STATE + "I)Ljava/lang/Object;";

  private final LoopPlan plan;
  private final Checks checks;
  private final MethodVisitor mv;

  LoopCode(LoopPlan plan, Checks checks) {
    this.plan = plan;
    this.checks = checks;
    this.mv = checks.raw();
  }

  /** All locals get a value, so that they can stand in every frame. */
  void initialise() {
    int local = plan.firstLocal;
    for (Object type : plan.localTypes) {
      boolean isInt = type == Opcodes.INTEGER;
      mv.visitInsn(isInt ? Opcodes.ICONST_0 : Opcodes.ACONST_NULL);
      mv.visitVarInsn(isInt ? Opcodes.ISTORE : Opcodes.ASTORE, local++);
    }
  }

  private static void call(MethodVisitor mv, String name, String desc) {
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, name, desc, false);
  }

  private void push(int value) {
    if (value >= -1 && value <= 5) {
      mv.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      mv.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      mv.visitLdcInsn(value);
    }
  }

  /** Before the first round: keeps where the counter, the arrays and the indexes begin. */
  void enter(PlannedLoop p) {
    mv.visitVarInsn(Opcodes.ILOAD, p.counted.counter);
    mv.visitVarInsn(Opcodes.ISTORE, p.startLocal);
    for (Deferred d : p.accesses) {
      if (!d.isField()) {
        emit(p, d.index);
        mv.visitVarInsn(Opcodes.ISTORE, d.firstLocal);
      }
      if (!d.isField() && !d.isColumn()) {
        array(d);
        mv.visitVarInsn(Opcodes.ASTORE, d.arrayLocal);
      }
    }
  }

  private void array(Deferred d) {
    if (d.array == Deferred.Array.LOCAL) {
      mv.visitVarInsn(Opcodes.ALOAD, d.of.number());
    } else if (d.array == Deferred.Array.PEEKED) {
      Code.Insn field = plan.code.at(d.of.ordinal());
      if (field.opcode() == Opcodes.GETFIELD) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
      }
      mv.visitFieldInsn(field.opcode(), field.owner(), field.name(), field.desc());
    } else {
      mv.visitFieldInsn(Opcodes.GETSTATIC, CHECKS, "NONE", "Ljava/lang/Object;");
    }
  }

  /** The value that the expression has in the first round. */
  private void emit(PlannedLoop p, Expr e) {
    if (e.isConstant()) {
      push(e.number());
    } else if (e.opcode() == Opcodes.ILOAD) {
      mv.visitVarInsn(Opcodes.ILOAD, e.number());
      if (e.number() == p.counted.counter && p.counted.stepped(e.ordinal())) {
        push(p.counted.step);
        mv.visitInsn(Opcodes.IADD);
      }
    } else {
      emit(p, e.left());
      emit(p, e.right());
      mv.visitInsn(e.opcode());
    }
  }

  /** At the access: its array, on the stack below the index, is compared with the first one. */
  void same(Deferred d) {
    mv.visitVarInsn(Opcodes.ALOAD, d.arrayLocal);
    mv.visitVarInsn(Opcodes.ILOAD, d.firstLocal);
    push(d.stride);
    checks.loadState();
    push(d.site);
    call(mv, d.write ? "sameWritten" : "sameRead", SAME);
    mv.visitVarInsn(Opcodes.ASTORE, d.arrayLocal);
  }

  /** Where a loop is left from a known place, that far into a round. */
  void leave(PlannedLoop p, int made, boolean stepped) {
    rounds(p);
    push(made << 1 | (stepped ? 1 : 0));
    call(mv, "rounds", "(IIII)I");
    mv.visitVarInsn(Opcodes.ISTORE, plan.countLocal());
    for (int k = 0; k < p.accesses.size(); k++) {
      tell(p.accesses.get(k), k, made, p);
    }
  }

  /** Where a loop is left by an exception; how far it came stands in its local. */
  void leaveByException(PlannedLoop p) {
    rounds(p);
    mv.visitVarInsn(Opcodes.ILOAD, p.progressLocal);
    call(mv, "rounds", "(IIII)I");
    mv.visitVarInsn(Opcodes.ISTORE, plan.countLocal());
    for (int k = 0; k < p.accesses.size(); k++) {
      tell(p.accesses.get(k), k, -1, p);
    }
  }

  /** An exception was thrown in a place where the loop has come that far. */
  void keepProgress(PlannedLoop p, int progress) {
    push(progress);
    mv.visitVarInsn(Opcodes.ISTORE, p.progressLocal);
  }

  private void rounds(PlannedLoop p) {
    mv.visitVarInsn(Opcodes.ILOAD, p.counted.counter);
    mv.visitVarInsn(Opcodes.ILOAD, p.startLocal);
    push(p.counted.step);
  }

  private void tell(Deferred d, int number, int made, PlannedLoop p) {
    if (d.isField()) {
      Code.Insn field = plan.code.at(d.ordinal);
      if (field.opcode() == Opcodes.GETFIELD || field.opcode() == Opcodes.PUTFIELD) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
      }
      times(number, made, p);
      checks.loadState();
      call(mv, "ifAny", "(I" + STATE + ")" + STATE);
      checks.checkField(field.opcode(), field.owner(), field.name(), field.desc(), d.site);
    } else if (d.isColumn()) {
      mv.visitVarInsn(Opcodes.ALOAD, d.rows.arrayLocal);
      mv.visitVarInsn(Opcodes.ILOAD, d.rows.firstLocal);
      push(d.rows.stride);
      times(number, made, p);
      mv.visitVarInsn(Opcodes.ILOAD, d.firstLocal);
      checks.loadState();
      push(d.site);
      call(mv, d.write ? "writeColumn" : "readColumn", COLUMN);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, d.arrayLocal);
      mv.visitVarInsn(Opcodes.ILOAD, d.firstLocal);
      push(d.stride);
      times(number, made, p);
      checks.loadState();
      push(d.site);
      call(mv, d.write ? "write" : "read", TOLD);
    }
  }

  /** How often the access of that number was made. */
  private void times(int number, int made, PlannedLoop p) {
    mv.visitVarInsn(Opcodes.ILOAD, plan.countLocal());
    if (made < 0) {
      push(number);
      mv.visitVarInsn(Opcodes.ILOAD, p.progressLocal);
      call(mv, "times", "(III)I");
    } else if (number < made) {
      mv.visitInsn(Opcodes.ICONST_1);
      mv.visitInsn(Opcodes.IADD);
    }
  }
}
