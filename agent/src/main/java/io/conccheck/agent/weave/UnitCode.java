package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Emits a call on a stateful JDK object with the checks around it. */
final class UnitCode {

  static final String BUILDER = "java/lang/StringBuilder";

  private static final String LOOK = "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  private static final String BEFORE = "(Ljava/lang/Object;" + Names.STATE_DESC + "I)I";
  private static final String AFTER = "(Ljava/lang/Object;I" + Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final int site;

  UnitCode(MethodVisitor mv, TrackedLocals locals, int state, int site) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.site = site;
  }

  /** Emits the call; arguments wait in scratch locals while the receiver is checked. */
  void call(
      UnitCalls.Effect effect, int opcode, String owner, String name, String desc, boolean itf) {
    boolean reorders = UnitCalls.mayReorder(owner, name);
    boolean after = effect == UnitCalls.Effect.WRITE || reorders;
    Type[] args = Type.getArgumentTypes(desc);
    int receiver = locals.scratch(1);
    int count = locals.scratch(2);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), locals.scratch(3 + i));
    }
    mv.visitInsn(Opcodes.DUP);
    if (after) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, receiver);
    }
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    if (after) {
      String before = effect == UnitCalls.Effect.WRITE ? "before" : "beforeLook";
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.UNITS, before, BEFORE, false);
      mv.visitVarInsn(Opcodes.ISTORE, count);
    } else {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.UNITS, "read", LOOK, false);
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), locals.scratch(3 + i));
    }
    mv.visitMethodInsn(opcode, owner, name, desc, itf);
    if (after) {
      mv.visitVarInsn(Opcodes.ALOAD, receiver);
      mv.visitVarInsn(Opcodes.ILOAD, count);
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, site);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.UNITS, "after", AFTER, false);
    }
  }
}
